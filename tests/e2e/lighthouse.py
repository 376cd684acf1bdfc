"""The locked Lighthouse on the system's own browser."""

import json
import os
import subprocess

from tests import checks
from tests.e2e.browsers import FLAGS, chromium_path

PROGRAM = checks.ROOT / ".ci/node_modules/lighthouse/cli/index.js"
# Certificates of tests are nobody's; the rest is what keeps the browser to itself.
CHROME = [*FLAGS, "--headless=new", "--no-sandbox", "--ignore-certificate-errors"]


# What it says itself of these: please run it again. A busy machine makes them.
AGAIN = {"NO_NAVSTART", "NO_FCP", "PROTOCOL_TIMEOUT", "CRI_TIMEOUT", "PAGE_HUNG"}
TRIES = 5


def audit(address, folder, *categories):
    """Marks out of 100 by category, and what cost points, for a phone."""
    found = report(address, folder, *categories)
    marks = {key: of["score"] for key, of in found["categories"].items()}
    return {key: round(100 * (score or 0)) for key, score in marks.items()}, lost(found)


def report(address, folder, *categories):
    for _ in range(TRIES):
        found = _run(address, folder / "lighthouse.json", categories)
        if found and not unfinished(found):
            break
    assert found, "Lighthouse wrote nothing"
    assert not found.get("runtimeError"), found["runtimeError"]["message"]
    return found


def unfinished(report):
    """It could not look at everything: then there is no mark, which is not a low one."""
    marks = [of["score"] for of in report["categories"].values()]
    return report.get("runtimeError", {}).get("code") in AGAIN or None in marks


def _run(address, written, categories):
    written.unlink(missing_ok=True)
    words = [address, "--output=json", f"--output-path={written}", "--quiet"]
    words += [f"--only-categories={','.join(categories)}"]
    words += [f"--chrome-flags={' '.join(CHROME)}", "--no-enable-error-reporting"]
    done = subprocess.run(
        [checks.BIN / "node", PROGRAM, *words],
        env=os.environ | {"CHROME_PATH": chromium_path()},
        capture_output=True,
        text=True,
        timeout=1200,
    )
    if not written.exists():
        print(done.stderr[-3000:])
        return None
    return json.loads(written.read_text())


def lost(report):
    return sorted(
        f"{audit['id']}: {audit['title']}"
        for audit in report["audits"].values()
        if audit["score"] is not None and audit["score"] < 1
    )
