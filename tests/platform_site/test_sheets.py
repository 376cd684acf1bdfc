"""One sheet a page instead of many: nothing lost, nothing led astray."""

import re

import pytest
from django.conf import settings

from platform_site.sheets import joined

SHEETS = settings.BASE_DIR / "static" / "css"
EVERY = sorted(SHEETS.rglob("*.css"))


def from_disk(name):
    return (SHEETS.parent / name).read_text()


def test_what_is_imported_stands_in_its_layer_and_its_medium():
    files = {
        "css/a.css": '@layer x, y;\n@import url("b.css") layer(y) print;\np { top: 0 }\n',
        "css/b.css": "a { left: 0 }\n",
    }
    text = joined("css/a.css", files.get)
    assert re.sub(r"\s+", " ", text) == (
        "@layer x, y; @layer y { @media print { a { left: 0 } } } p { top: 0 } "
    )


def test_addresses_are_right_from_the_folder_of_the_whole():
    files = {
        "css/a.css": '@import url("parts/b.css");\n',
        "css/parts/b.css": '@import url("deep/c.css");\n',
        "css/parts/deep/c.css": 'p { src: url("../../../fonts/f.woff2") }\n',
    }
    assert 'url("../fonts/f.woff2")' in joined("css/a.css", files.get)


@pytest.mark.parametrize(
    "path", sorted(SHEETS.glob("*.css")), ids=lambda path: path.name
)
def test_no_sheet_of_a_page_waits_for_another(path):
    text = joined(f"css/{path.name}", from_disk)
    assert "@import" not in text
    assert text.count("{") == text.count("}")
    for name in re.findall(r'@import url\("([^"]+)"\)', path.read_text()):
        assert joined(f"css/{name}", from_disk).strip()[:40] in text


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_old_safari_draws_every_underline(path):
    """With a colour or a thickness in the short form it draws none."""
    short = re.findall(r"text-decoration: (.+);", path.read_text())
    assert set(short) <= {"underline", "none"}


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_a_height_that_old_browsers_do_not_know_leaves_the_one_before(path):
    """A value with a var() in it is only found to be unknown when it already won."""
    asked = re.sub(r"@supports[^{]*\{(?:[^{}]*\{[^}]*\})*\s*\}", "", path.read_text())
    assert not re.findall(r"var\([^;]*\d[dsl]vh\b", asked)
