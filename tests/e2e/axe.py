"""axe-core, run inside the page without adding a script to it."""

from pathlib import Path

from tests.e2e.browsers import DESK, PHONE

SMALL_DESK = {"width": 390, "height": 844}
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


class Findings:
    """What axe found on the way, each with the state it was found in."""

    def __init__(self):
        self.found = []

    def at(self, state, page, *, sizes=(PHONE, DESK)):
        before = page.viewport_size
        for size in sizes:
            page.set_viewport_size(size)
            for theme in ("light", "dark"):
                # Colours that are still fading would be measured half way.
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                where = f"{state}, {theme}, {size['width']}"
                self.found += [f"{where}: {finding}" for finding in axe(page)]
        page.set_viewport_size(before)

    def in_console(self, state, page):
        self.at(state, page, sizes=(SMALL_DESK, DESK))
