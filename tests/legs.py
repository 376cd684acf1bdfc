"""Runs every leg of the tests and says, one line each, what ran and why not."""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Lock
from xml.etree import ElementTree

from tests import checks, reachable

ROOT = checks.ROOT
REPORTS = ROOT / "var" / "reports"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# What a shell may carry over from a demo or an installation is not for tests.
FOREIGN = (
    *("DATABASE_URL", "REDIS_URL", "TEST_DATABASE_URL", "TEST_REDIS_URL"),
    *("DEMO", "DEBUG", "LISTEN", "SITE_ORIGIN", "CHAT_ORIGIN"),
    *("VAR_DIR", "KEYRING_DIR", "SECRET_KEY", "SECRET_KEY_FILE"),
    *("PROPERTIES", "PROPERTIES_TIMES", "PYTHONDONTWRITEBYTECODE"),
)
# The browsers wait a lot, so one more than there are processors here.
AT_ONCE = 3


# Sessions, shares, bells and health are all that Redis is asked for.
USES_REDIS = (
    *("tests/chat/api", "tests/chat/live", "tests/chat/unit"),
    *("tests/platform_site/test_health.py", "tests/platform_site/test_delay.py"),
)


@dataclass
class Leg:
    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    why_not: str = ""

    def __str__(self):
        if self.why_not:
            return f"{self.name:<16} did not run: {self.why_not}"
        words = f"{self.passed} passed, {self.failed} failed"
        return f"{self.name:<16} ran: {words}, {self.skipped} skipped with a reason"


def environment(**extra):
    clean = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return clean | checks.COMPILED | {"PROPERTIES": "fixed"} | extra


def counted(name, command, report, **extra):
    """Runs one leg and counts its tests from the report it must leave behind."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    # Legs run beside each other: each says what it has to say in one piece.
    said = report.with_suffix(".log")
    with said.open("wb") as out:
        both = {"stdout": out, "stderr": subprocess.STDOUT}
        done = subprocess.run(command, cwd=ROOT, env=environment(**extra), **both)
    code = done.returncode
    print(f"\n── {name} ──\n{said.read_text(errors='replace')}", flush=True)
    leg = Leg(name)
    if report.exists():
        leg = read(name, report)
    if code and not leg.failed:
        leg.failed = 1
    return leg


def read(name, report):
    leg = Leg(name)
    for case in ElementTree.parse(report).iter("testcase"):
        kinds = {child.tag for child in case}
        leg.failed += bool(kinds & {"failure", "error"})
        leg.skipped += "skipped" in kinds
        leg.passed += not kinds & {"failure", "error", "skipped"}
    return leg


def pytest(name, *words, **extra):
    report = REPORTS / f"{name.replace(' ', '-')}.xml"
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *words]
    return counted(name, command, report, **extra)


def check():
    print("── check ──", flush=True)
    return Leg("check", *checks.main())


def unit():
    return pytest("unit")


def unit_postgres():
    url = reachable.postgres()
    if not url:
        return absent("unit postgres", "REQUIRE_POSTGRES", "PostgreSQL does not answer")
    # What asks the database nothing says the same on every one of them.
    ours = {"TEST_DATABASE_URL": url, "ONLY_WITH_ROWS": "1"}
    return pytest("unit postgres", "--create-db", **ours)


def unit_redis():
    url = reachable.redis()
    if not url:
        return absent("unit redis", "REQUIRE_REDIS", "Redis does not answer")
    # Reading a frame asks no store, and reading many takes long.
    words = (*USES_REDIS, "--ignore=tests/chat/unit/test_frames.py")
    return pytest("unit redis", *words, TEST_REDIS_URL=url)


def absent(name, requirement, why):
    required = bool(os.environ.get(requirement))
    return Leg(name, failed=int(required), why_not=f"{why}{' (required)' * required}")


def js():
    report = REPORTS / "js.xml"
    files = sorted(str(path) for path in (ROOT / "tests/js").rglob("*.test.js"))
    words = ["--test", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]
    words += ["--test-reporter=dot", "--test-reporter-destination=stdout"]
    words += ["--test-reporter=junit", f"--test-reporter-destination={report}"]
    return counted("js", [checks.BIN / "node", *words, *files], report)


# These read the whole site, or much of it.
WHOLE = re.compile(r"\breal_site\b|\blasting_server\b")
# Who speaks of these has PostgreSQL and Redis of its own, made for all such tests once.
OWN_STORES = re.compile(r"in_both_modes|in_production_mode|\bLARGE\b|\bpostgres\b")


# These only wait, for longer than anybody should wait for them.
WAITS = {"test_left_alone.py", "test_unread.py"}


def kind(module):
    if module.name in WAITS:
        return "waits"
    text = module.read_text()
    if OWN_STORES.search(text):
        return "stores"
    return "pages" if WHOLE.search(text) else "talks"


def e2e(wanted):
    name = f"e2e {wanted}"
    if not browser():
        why = "no Chromium here; as root: apt-get install chromium"
        return Leg(name, failed=1, why_not=why)
    modules = sorted((ROOT / "tests/e2e").glob("test_*.py"))
    files = [module for module in modules if kind(module) == wanted]
    return pytest(name, *files, "--override-ini=addopts=-p no:cacheprovider")


FETCHING = Lock()


def browser():
    """Whether there is a browser, after fetching the system's own when we may."""
    with FETCHING:
        found = os.environ.get("CHROMIUM") or any(map(shutil.which, BROWSERS))
        if found or os.getuid() or not shutil.which("apt-get"):
            return bool(found)
        fetch("update", "-q")
        fetch("install", "-qy", "--no-install-recommends", "chromium")
        return bool(shutil.which("chromium"))


def fetch(*words):
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *words], stdout=subprocess.DEVNULL, env=quiet)


WAITING = partial(e2e, "waits")
# The longest first, so that none is left to run alone at the end.
LEGS = {
    "e2e": [*(partial(e2e, which) for which in ("stores", "talks", "pages")), WAITING],
    "unit": [unit],
    "postgres": [unit_postgres],
    "check": [check],
    "redis": [unit_redis],
    "js": [js],
}


def run(names):
    legs = [leg for name in LEGS if name in names for leg in LEGS[name]]
    with ThreadPoolExecutor(AT_ONCE) as pool, ThreadPoolExecutor() as aside:
        # Who waits and does nothing else takes nobody's place.
        told = [(aside if leg is WAITING else pool).submit(leg) for leg in legs]
        return [one.result() for one in told]


def main(wanted):
    legs = run(wanted or list(LEGS))
    print()
    for leg in legs:
        print(leg)
    passed, failed = (
        sum(getattr(leg, what) for leg in legs) for what in ("passed", "failed")
    )
    print(f"{passed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
