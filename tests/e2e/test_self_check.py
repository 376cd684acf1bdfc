"""The self-check sends nothing, keeps nothing, and answers without JavaScript too."""

import pytest
from playwright.sync_api import expect

PATH = "/voor-mezelf/herken-je-dit/"
SOME = "Eén zin is genoeg om te praten"
DANGER = "Ben je nu in gevaar?"


@pytest.fixture
def page(open_browser, lasting_server):
    page = open_browser(viewport={"width": 390, "height": 844}).new_page()
    page.goto(lasting_server.site + PATH, wait_until="networkidle")
    return page


def tick(page, number):
    page.get_by_role("checkbox").nth(number).check()


def ticked(page):
    return page.locator(".checklist :checked")


def stored(page):
    return page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
            (await indexedDB.databases()).length, (await caches.keys()).length]"""
    )


def test_ticking_answers_and_leaves_the_page_to_itself(page):
    before, address = len(page.context.record.requests), page.url
    nothing, some = (
        page.locator("[data-answer=none]"),
        page.locator("[data-answer=some]"),
    )
    expect(nothing).to_be_visible()
    expect(some).to_be_hidden()
    for number in range(10):
        tick(page, number)
    expect(some).to_be_visible()
    expect(nothing).to_be_hidden()
    expect(page.get_by_role("heading", name=DANGER)).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert page.context.record.requests[before:] == []
    assert page.context.record.problems == []
    assert stored(page) == [0, 0, "", 0, 0]
    assert page.url == address
    assert page.context.cookies() == []


def test_what_is_said_is_words_and_never_a_number(page):
    tick(page, 0)
    status = page.locator("self-check [role=status]")
    expect(status).to_have_text(SOME)
    tick(page, 9)
    expect(status).to_have_text(DANGER)
    for answer in page.locator("[data-answer]").all_inner_texts():
        assert "score" not in answer
        assert "punten" not in answer


def test_one_button_takes_everything_back(page):
    tick(page, 0)
    tick(page, 9)
    page.get_by_role("button", name="Wis mijn antwoorden").click()
    expect(ticked(page)).to_have_count(0)
    expect(page.locator("[data-answer=none]")).to_be_visible()
    expect(page.locator("self-check [role=status]")).to_be_empty()


def test_nothing_stays_ticked_after_going_away_and_coming_back(page, lasting_server):
    tick(page, 3)
    page.goto(lasting_server.site + "/")
    page.go_back()
    expect(ticked(page)).to_have_count(0)
    tick(page, 3)
    page.reload()
    expect(ticked(page)).to_have_count(0)


def test_a_page_kept_by_the_browser_keeps_no_tick(profile, lasting_server):
    page = profile.open().new_page()
    page.goto(lasting_server.site + PATH)
    page.evaluate("addEventListener('pageshow', (e) => { window.kept = e.persisted })")
    tick(page, 3)
    page.goto(lasting_server.site + "/")
    # A page that was kept loads nothing, so there is no load to wait for.
    page.evaluate("history.back()")
    page.wait_for_function("window.kept !== undefined")
    assert page.evaluate("window.kept")
    expect(ticked(page)).to_have_count(0)


def test_without_javascript_it_is_a_list_that_answers(open_browser, lasting_server):
    page = open_browser(java_script_enabled=False).new_page()
    page.goto(lasting_server.site + PATH)
    expect(page.get_by_role("checkbox")).to_have_count(10)
    address = page.url
    tick(page, 0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=SOME)).to_be_visible()
    expect(page.get_by_role("heading", name=DANGER)).to_be_hidden()
    assert page.url == address
    assert page.locator(".checklist-form [name]").count() == 0
    page.get_by_role("button", name="Wis mijn antwoorden").click()
    assert page.get_by_role("checkbox", checked=True).count() == 0
