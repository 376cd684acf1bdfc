"""axe-core, run inside the page without adding a script to it."""

from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / ".ci/node_modules/axe-core/axe.min.js"


def axe(page):
    """What axe finds on the page as it is now: one line per finding."""
    page.evaluate(PATH.read_text())
    found = page.evaluate("() => axe.run(document)")["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
