"""Searching in a real browser: forgiving, and without a trace."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import axe
from tests.e2e.browsers import PHONE

WRONG, RIGHT = "pimpas", "pinpas"
CARD = "Je pinpas of rekening uitgeleend. Wat nu?"


@pytest.fixture
def server(lasting_server):
    """Searching leaves nothing behind that another test could mind."""
    return lasting_server


@pytest.fixture
def page(open_browser, server):
    page = open_browser().new_page()
    page.goto(f"{server.site}/zoeken/")
    return page


def results(page):
    return page.locator(".site-search__results li")


def said(page):
    return page.locator("site-search [role=status]")


def test_a_word_with_a_mistake_finds_and_leaves_no_trace(page, server):
    address, entries = page.url, page.evaluate("history.length")
    page.get_by_role("searchbox").fill(WRONG)
    page.get_by_role("button", name="Zoek").click()
    expect(said(page)).to_contain_text(f"‘{RIGHT}’")
    expect(results(page).first).to_contain_text(CARD)
    assert page.url == address
    assert page.evaluate("history.length") == entries
    assert WRONG not in page.title()
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    assert WRONG not in page.evaluate(kept)
    record = page.context.record
    assert all(WRONG not in url for _, url, _ in record.requests)
    assert record.problems == []
    assert WRONG not in server.log.read_text(errors="replace")
    assert axe(page) == []


def test_a_result_leads_to_its_page_with_nothing_in_the_address(page):
    page.get_by_role("searchbox").fill(RIGHT)
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name=CARD).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CARD)
    assert RIGHT not in page.evaluate("document.referrer")
    assert "?" not in page.url


def test_all_of_it_works_with_the_keyboard_alone(page):
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.type("klusje")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("resultaten")
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(results(page).first.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/klusjes/"))


def test_the_last_question_counts_and_a_failure_is_said(page):
    page.get_by_role("searchbox").fill(RIGHT)
    page.keyboard.press("Enter")
    page.get_by_role("searchbox").fill("qxzvwq")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("We vonden niets")
    expect(results(page)).to_have_count(0)
    page.route("**/zoeken/", lambda route: route.abort())
    page.get_by_role("searchbox").fill(RIGHT)
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Zoeken lukt nu niet")


def test_it_is_told_that_there_is_a_search_under_way(page):
    page.route("**/zoeken/", lambda route: None)
    page.get_by_role("searchbox").fill(RIGHT)
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Even zoeken…")


def test_a_page_kept_by_the_browser_keeps_no_word_and_no_result(profile, server):
    page = profile.open().new_page()
    page.goto(f"{server.site}/zoeken/")
    page.evaluate("addEventListener('pageshow', (e) => { window.kept = e.persisted })")
    page.get_by_role("searchbox").fill(RIGHT)
    page.keyboard.press("Enter")
    expect(results(page).first).to_be_visible()
    page.goto(f"{server.site}/")
    # A page that was kept loads nothing, so there is no load to wait for.
    page.evaluate("history.back()")
    page.wait_for_function("window.kept !== undefined")
    assert page.evaluate("window.kept")
    nothing_left(page)


def test_leaving_quickly_forgets_it_before_the_other_site_is_there(page):
    page.get_by_role("searchbox").fill(RIGHT)
    page.keyboard.press("Enter")
    expect(results(page).first).to_be_visible()
    page.evaluate("document.dispatchEvent(new CustomEvent('quick-exit'))")
    nothing_left(page)


def nothing_left(page):
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(results(page)).to_have_count(0)
    expect(said(page)).to_be_empty()


def test_without_javascript_the_page_comes_back_with_results(open_browser, server):
    page = open_browser(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{server.site}/en/search/")
    expect(page.locator("noscript p")).to_be_visible()
    page.get_by_role("searchbox").fill("polise")
    page.get_by_role("button", name="Search").click()
    expect(results(page).first).to_contain_text("police")
    expect(page.locator("main")).to_contain_text("your browser may remember")
    assert page.url == f"{server.site}/en/search/"
    assert not page.context.cookies()
    assert "polise" not in page.title()
