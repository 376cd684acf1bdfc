"""What Lighthouse gives the pages on a phone, and what they weigh on the wire."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.lighthouse import report
from tests.e2e.real_site import RealSite
from tests.e2e.server import environment, manage
from tests.template import template

PATHS = {"home": "/", "an article": "/voor-mezelf/geld/pas-en-rekening/"}
# Loaded once for all pages, or not at all where it is slow.
APART = {"Font", "Image"}


@dataclass
class Marks:
    name: str
    performance: int
    paint_s: float
    kib: float
    requests: int


def run(installations, *, quick):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(VAR_DIR=name, SECRET_KEY=installations.secret)
        manage("collectstatic", "--no-input", env=env)
        (folder / "site").mkdir()
        site = RealSite(
            folder / "site",
            tables=template(),
            static=folder / "static",
            secret=installations.secret,
        )
        try:
            for kind, path in list(PATHS.items())[: 1 if quick else None]:
                yield read(kind, report(site.site + path, folder, "performance"))
        finally:
            site.remove()


def read(kind, found):
    audits = found["audits"]
    sent = [
        one
        for one in audits["network-requests"]["details"]["items"]
        if one["resourceType"] not in APART
    ]
    return Marks(
        kind,
        performance=round(100 * found["categories"]["performance"]["score"]),
        paint_s=audits["largest-contentful-paint"]["numericValue"] / 1000,
        kib=sum(one["transferSize"] for one in sent) / 1024,
        requests=len(sent),
    )
