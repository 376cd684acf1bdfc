"""All of the real site at once: what no single page can promise."""

import json
import subprocess
from urllib.parse import urldefrag

import pytest

from tests import checks
from tests.e2e.crawl import Read, crawl
from tests.e2e.real_site import UNPROVEN

HTML_VALIDATE = checks.ROOT / ".ci/node_modules/html-validate/bin/html-validate.mjs"


@pytest.fixture(scope="module")
def pages(real_site):
    return crawl(real_site.site, context=UNPROVEN)


def test_every_page_is_found_by_its_links(real_site, pages):
    live = real_site.manage("shell", "-v", "0", "-c", LIVE_PAGES)
    assert {real_site.site + path for path in live.split()} <= set(pages)
    assert len(pages) > 100


LIVE_PAGES = """
from wagtail.models import Page
for page in Page.objects.live().filter(depth__gte=2): print(page.get_url())
"""


def test_no_link_is_broken(pages):
    broken = {address for address, page in pages.items() if page.status != 200}
    assert broken == set()
    for page in pages.values():
        for link in page.links:
            address, anchor = urldefrag(link)
            if anchor and address in pages:
                assert anchor in pages[address].ids, (page.address, link)


def test_nothing_is_asked_from_anybody_else(real_site, pages):
    foreign = {
        (page.address, loaded)
        for page in pages.values()
        for loaded in page.loads
        if not loaded.startswith(real_site.site + "/")
    }
    assert foreign == set()


def test_no_page_sets_a_cookie(pages):
    names = {name.lower() for page in pages.values() for name, _ in page.headers}
    assert "content-security-policy" in names
    assert "set-cookie" not in names


def test_nothing_is_inline(pages):
    assert {page.address: page.inline for page in pages.values() if page.inline} == {}


def test_inline_things_would_be_noticed():
    text = '<p style="x" onclick="y"><style></style><script>1</script><img src="a">'
    page = Read("https://a/", 200, [], text)
    assert page.inline == ["p style", "onclick", "style style", "script"]
    assert page.without_alt == ["a"]


def test_every_page_has_one_main_heading_and_every_image_its_words(pages):
    for page in pages.values():
        assert page.h1s == 1, page.address
        assert page.without_alt == [], page.address
        assert len(page.ids) == len(set(page.ids)), page.address


def test_every_page_is_there_in_both_languages(pages):
    for page in pages.values():
        for code in ("nl", "en"):
            other = page.alternates.get(code)
            assert other is None or other in pages, (page.address, code)
        assert page.alternates, page.address


def test_the_html_is_valid(pages, tmp_path):
    for number, page in enumerate(pages.values()):
        (tmp_path / f"{number}.html").write_text(page.text, encoding="utf-8")
    config = checks.ROOT / ".ci/htmlvalidate.json"
    command = [checks.BIN / "node", HTML_VALIDATE, "--config", config, "-f", "json"]
    done = subprocess.run([*command, tmp_path], capture_output=True, text=True)
    files = json.loads(done.stdout)
    wrong = {
        f"{one['ruleId']}: {one['message']}" for of in files for one in of["messages"]
    }
    assert wrong == set()
    assert done.returncode == 0
