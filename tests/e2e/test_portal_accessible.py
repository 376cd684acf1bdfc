"""Each kind of page of the portal, in both schemes, for whoever reads it."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import axe

PAGES = {
    "home": "/",
    "door": "/voor-mezelf/",
    "door for professionals": "/voor-mijn-werk/",
    "topic": "/voor-mezelf/geld/",
    "article": "/voor-mezelf/geld/pas-en-rekening/",
    "story": "/voor-mezelf/verhalen/jay/",
    "checklist": "/voor-mijn-werk/herkennen/signalenlijst-school/",
    "questions": "/voor-mezelf/vragen-en-antwoorden/",
    "self-check": "/voor-mezelf/herken-je-dit/",
    "glossary": "/woorden/",
    "plain": "/privacy/",
    "search": "/zoeken/",
    "English article": "/en/for-myself/not-right/making-a-plan/",
}
SIZES = ({"width": 390, "height": 844}, {"width": 1280, "height": 800})
OUTLINE = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter((heading) => heading.checkVisibility())
    .map((heading) => Number(heading.tagName[1]))"""
TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def page(open_browser):
    return open_browser(reduced_motion="reduce").new_page()


def open_everything(page):
    for summary in page.locator("main summary:visible").all():
        summary.click()


def test_axe_finds_nothing_on_any_kind_of_page(page, lasting_server):
    found = []
    for kind, path in PAGES.items():
        page.goto(lasting_server.site + path)
        open_everything(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for size in SIZES:
                page.set_viewport_size(size)
                where = f"{kind}, {scheme}, {size['width']}"
                found += [f"{where}: {finding}" for finding in axe(page)]
    assert found == []


def test_headings_are_one_outline_and_places_have_names(page, lasting_server):
    for kind, path in PAGES.items():
        page.goto(lasting_server.site + path)
        levels = page.evaluate(OUTLINE)
        assert levels.count(1) == 1, kind
        before_footer = [1, *levels[levels.index(1) + 1 :]]
        for above, below in zip(before_footer, before_footer[1:], strict=False):
            assert below <= above + 1, (kind, levels)
        for role in ("main", "banner", "contentinfo"):
            assert page.get_by_role(role).count() == 1, (kind, role)
        names = page.get_by_role("navigation").evaluate_all(
            """(all) => all.filter((nav) => nav.checkVisibility()).map((nav) =>
                nav.ariaLabel ?? document.getElementById(
                  nav.getAttribute('aria-labelledby')).textContent)"""
        )
        assert len(names) == len(set(names)), kind
        assert all(names), kind
    # The policy lets data for search engines be, and refuses nothing else of ours.
    assert page.context.record.problems == []


def test_the_way_back_is_a_path_of_links(page, lasting_server):
    page.goto(lasting_server.site + PAGES["article"])
    path = page.get_by_role("navigation", name="Waar je bent")
    assert path.get_by_role("link").all_inner_texts() == [
        "Zijstap",
        "Voor mezelf",
        "Geld",
    ]


def test_nothing_is_wider_than_a_small_phone_also_with_larger_letters(
    page, lasting_server
):
    wide = []
    page.set_viewport_size({"width": 320, "height": 640})
    for kind, path in PAGES.items():
        page.goto(lasting_server.site + path)
        open_everything(page)
        for size in ("1", "2", "3"):
            page.evaluate(f"document.documentElement.dataset.text = '{size}'")
            if page.evaluate(TOO_WIDE) > 0:
                wide.append((kind, size))
    assert wide == []


def test_letters_twice_as_large_fit_the_smallest_phone(profile, lasting_server):
    preferences = profile.folder / "Default" / "Preferences"
    wanted = json.loads(preferences.read_text())
    wanted["webkit"] = {"webprefs": {"default_font_size": 32}}
    preferences.write_text(json.dumps(wanted))
    page = profile.open(viewport={"width": 320, "height": 640}).new_page()
    wide = []
    for kind, path in PAGES.items():
        page.goto(lasting_server.site + path)
        assert (
            page.evaluate("getComputedStyle(document.documentElement).fontSize")
            == "32px"
        )
        if page.evaluate(TOO_WIDE) > 0:
            wide.append(kind)
    assert wide == []
    expect(page.get_by_role("link", name="Leave now")).to_be_in_viewport(ratio=1)


def test_focus_never_hides_behind_the_way_out(page, lasting_server):
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(lasting_server.site + PAGES["article"])
    hidden = []
    for link in page.locator("main :is(a, button, summary):visible").all():
        link.focus()
        seen = link.evaluate(
            """(one) => {
              const { left, right, top, bottom } = one.getClientRects()[0];
              const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
              return one.contains(there) || Boolean(there?.contains(one));
            }"""
        )
        if not seen:
            hidden.append(link.inner_text())
    assert hidden == []


def test_a_page_can_be_read_from_right_to_left(page, lasting_server):
    def mirrored(route):
        answer = route.fetch()
        turned = '<html lang="ar" dir="rtl"'
        html = re.sub(r'<html lang="(nl|en)"', turned, answer.text(), count=1)
        route.fulfill(response=answer, body=html)

    for kind, path in PAGES.items():
        address = lasting_server.site + path
        page.route(address, mirrored)
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        for size in ({"width": 320, "height": 640}, *SIZES):
            page.set_viewport_size(size)
            assert page.evaluate(TOO_WIDE) <= 0, (kind, size)
        start = "(one) => one.getBoundingClientRect().right > innerWidth / 2"
        assert page.locator("h1").evaluate(start), kind


def test_on_paper_there_is_the_text_and_where_it_comes_from(page, lasting_server):
    page.goto(lasting_server.site + PAGES["article"])
    page.emulate_media(media="print")
    for gone in (
        ".exit-bar",
        ".footer",
        ".clear-question",
        ".reading-tools",
        ".related",
    ):
        expect(page.locator(gone).first).to_be_hidden()
    for there in ("h1", ".steps", ".sources", ".wordmark"):
        expect(page.locator(there).first).to_be_visible()
    link = page.locator(".organisation a").first
    shown = link.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert "juridischloket.nl" in shown or "attr(href)" in shown
