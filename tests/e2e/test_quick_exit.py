"""*Snel weg*: gone at once, from every page, whatever the server does."""

from contextlib import suppress

import pytest
from playwright.sync_api import expect

from tests.e2e import browsers
from tests.e2e.elsewhere import WEATHER
from tests.e2e.navigators import Visitor, demo_counsellor
from tests.e2e.stores import wait_for

SAID = "dit mag niemand zien"
DRAFT = "dit heb ik nog niet gestuurd"

LEAVE_AND_LOOK = """() => {
    document.querySelector("quick-exit a").click();
    const { textContent: words, children } = document.body;
    return { words, parts: children.length, kept: sessionStorage.length };
}"""


@pytest.fixture
def server(start_server, elsewhere):
    return start_server(QUICK_EXIT_URL=elsewhere.url)


@pytest.fixture
def alma(visitor, server):
    return Visitor(visitor, server)


def talking(alma, ana):
    alma.open_chat()
    alma.start()
    alma.say(SAID)
    ana.claim()
    ana.reads(SAID)
    alma.composer.fill(DRAFT)


def public_pages(server, page):
    """One of every kind; the plain page is the first that the home page leads to."""
    page.goto(f"{server.site}/")
    plain = page.locator("footer a[href^='/']").first.get_attribute("href")
    site = [f"{server.site}{path}" for path in ("/", "/en/", plain, "/no-such-page/")]
    return [*site, f"{server.chat}/chat/", f"{server.chat}/no-such-page/"]


def arrived(page, elsewhere):
    page.wait_for_url(elsewhere.url)
    expect(page.get_by_role("heading", name=WEATHER)).to_be_visible()


def thrice_shift(page, elsewhere):
    """Within the five seconds after each press; a busy machine may need another try."""

    def pressed():
        for _ in range(3):
            page.keyboard.press("Shift")
        with suppress(TimeoutError):
            wait_for(lambda: page.wait_for_timeout(50) or left(), seconds=10)
        return left()

    def left():
        return page.url == elsewhere.url

    wait_for(pressed)


def exit_link(page):
    return page.locator("quick-exit a")


@pytest.mark.parametrize("way", ["button", "shift"])
def test_every_public_page_is_left_without_a_way_back_to_it(
    server, visitor, elsewhere, open_browser, way
):
    for address in public_pages(server, visitor):
        page = open_browser().new_page()
        page.goto(elsewhere.origin + "/notes/")
        page.goto(address)
        page.wait_for_function("customElements.get('quick-exit') !== undefined")
        if way == "button":
            exit_link(page).click()
        else:
            thrice_shift(page, elsewhere)
        arrived(page, elsewhere)
        page.go_back()
        assert page.url == elsewhere.origin + "/notes/", address


def test_without_scripts_the_button_is_a_plain_link(
    server, visitor, elsewhere, open_browser
):
    for address in public_pages(server, visitor):
        page = open_browser(java_script_enabled=False).new_page()
        page.goto(address)
        exit_link(page).click()
        arrived(page, elsewhere)


def test_shift_that_makes_capitals_does_not_count(alma, elsewhere):
    alma.open_chat()
    alma.start()
    for letter in "HELP":
        alma.composer.press(f"Shift+{letter}")
    alma.composer.press("Shift")
    alma.composer.press("Shift")
    alma.composer.press("x")
    alma.composer.press("Shift")
    assert alma.composer.input_value() == "HELPx"
    thrice_shift(alma.page, elsewhere)
    arrived(alma.page, elsewhere)


def test_no_question_keeps_somebody_on_the_page(server, alma, elsewhere):
    questions = []

    def asked(dialog):
        questions.append(dialog.type)
        dialog.dismiss()

    page = alma.page
    page.on("dialog", asked)
    alma.open_chat()
    alma.start()
    server.kill()
    alma.say(SAID)
    # The premise: what is on its way would be lost, so without Snel weg there is one.
    page.evaluate("(url) => { location.href = url }", elsewhere.url)
    wait_for(lambda: page.wait_for_timeout(100) or questions == ["beforeunload"])
    assert page.url.startswith(alma.server.chat)
    alma.leave_quickly()
    arrived(page, elsewhere)
    assert questions == ["beforeunload"]


@pytest.mark.parametrize("trouble", ["killed", "silent"])
def test_the_screen_is_blank_first_and_no_server_is_needed(
    server, alma, counsellor, elsewhere, trouble
):
    talking(alma, demo_counsellor(counsellor, server))
    if trouble == "killed":
        server.kill()
    else:
        server.chat_line.freeze()
    # Both in one breath: what is left of the page while the other site is on its way.
    left = alma.page.evaluate(LEAVE_AND_LOOK)
    assert left == {"words": "Even wachten…", "parts": 1, "kept": 0}
    arrived(alma.page, elsewhere)
    server.chat_line.heal()


def test_the_counsellor_sees_it_and_after_two_minutes_nothing_is_left(
    server, alma, counsellor
):
    ana = demo_counsellor(counsellor, server)
    talking(alma, ana)
    expect(ana.talk.get_by_role("button", name="Verstuur")).to_be_visible()
    alma.leave_quickly()
    expect(ana.talk.get_by_text("De bezoeker is snel weggegaan.")).to_be_visible()
    expect(ana.composer).to_have_count(0)
    expect(ana.talk.get_by_role("button", name="Verstuur")).to_have_count(0)
    assert server.rows("SELECT count(*) FROM chat_conversation") == [(1,)]
    assert server.rows("SELECT count(*) FROM chat_ticket WHERE wipe_at > 0") == [(1,)]
    assert len(list((server.var / "keyring").iterdir())) == 1
    server.rows("UPDATE chat_ticket SET wipe_at = '2001-01-01 00:00:00'")
    wait_for(lambda: server.rows("SELECT count(*) FROM chat_conversation") == [(0,)])
    assert server.rows("SELECT count(*) FROM chat_event") == [(0,)]
    assert list((server.var / "keyring").iterdir()) == []


def test_the_back_forward_cache_never_brings_the_chat_back(server, profile, elsewhere):
    context = profile.open(viewport=browsers.PHONE)
    alma = Visitor(context.pages[0], server)
    restored = from_cache(context, alma.page)
    # The premise: this browser does keep whole pages, and gives them back.
    alma.open_site()
    alma.page.goto(elsewhere.url)
    alma.page.go_back(wait_until="commit")
    wait_for(lambda: alma.page.wait_for_timeout(100) or len(restored) == 1)

    keep_like_others(context, server)
    alma.open_chat()
    alma.start()
    alma.say(SAID)
    alma.reads(SAID)
    alma.page.goto(elsewhere.url)
    alma.page.go_back(wait_until="commit")
    arrived(alma.page, elsewhere)
    assert restored == [f"{server.site}/", f"{server.chat}/chat/"]
    profile.close()


def keep_like_others(context, server):
    """Chromium keeps no page that says no-store; other browsers do."""

    def without_no_store(route):
        answer = route.fetch()
        headers = {**answer.headers, "cache-control": "private"}
        route.fulfill(response=answer, headers=headers)

    context.route(f"{server.chat}/chat/", without_no_store)


def from_cache(context, page):
    """The addresses that came back whole, as Chromium itself says."""
    restored = []

    def navigated(event):
        if event["type"] == "BackForwardCacheRestore":
            restored.append(event["frame"]["url"])

    session = context.new_cdp_session(page)
    session.send("Page.enable")
    session.on("Page.frameNavigated", navigated)
    return restored
