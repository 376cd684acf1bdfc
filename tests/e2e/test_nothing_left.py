"""What a phone still holds after a talk: nothing that was said, and no way back to it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.navigators import Visitor, demo_counsellor
from tests.e2e.stores import wait_for

ASKED = "vuurvliegsoep karamelbrug"
ANSWERED = "postduifkussen rabarberzee"
UNSENT = "waterschildpad nooitgezegd"
SAID = (ASKED, ANSWERED, UNSENT)
# Typed on somebody else's page in the same browser: shows what browsers keep.
KEPT = "stokroosbord elders getypt"
STORED = """async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {
    "cookies": "",
    "local": 0,
    "session": 0,
    "databases": 0,
    "caches": 0,
    "workers": 0,
}


@pytest.fixture
def server(start_server, elsewhere):
    return start_server(QUICK_EXIT_URL=elsewhere.url)


@pytest.fixture
def alma(profile, server):
    page = profile.open().pages[0]
    return Visitor(page, server)


@pytest.fixture
def talking(alma, server, counsellor):
    """Both have spoken, and Alma has typed something that she does not send."""
    ana = demo_counsellor(counsellor, server)
    alma.open_site()
    alma.page.get_by_role("link", name="Start de chat").first.click()
    alma.start()
    alma.say(ASKED)
    ana.claim()
    ana.reads(ASKED)
    ana.say(ANSWERED)
    alma.reads(ANSWERED)
    alma.composer.press_sequentially(UNSENT)
    return ana


def keep_something(profile, elsewhere):
    """An ordinary page, until the browser has written down what was typed there."""
    page = profile.context.new_page()
    page.goto(elsewhere.origin + "/notes/")
    page.locator("textarea").press_sequentially(KEPT)
    page.evaluate("(words) => sessionStorage.setItem('kept', words)", KEPT)
    wait_for(lambda: profile.files_with(KEPT))


def restored_chat(profile, server):
    """The tab that the browser opens again by itself."""

    def found():
        pages = profile.context.pages
        return [page for page in pages if page.url.startswith(server.chat)]

    wait_for(found)
    return Visitor(found()[0], server)


def holds_nothing(page, server):
    wait_for(lambda: not page.context.cookies(server.chat))
    page.goto(f"{server.chat}/health/")
    assert page.evaluate(STORED) == NOTHING


def searched_in_vain(profile, server):
    for words in SAID:
        assert profile.files_with(words) == [], words
    kept = profile.kept_addresses(server.chat)
    assert [path for path in kept if not path.startswith("/static/")] == []
    assert not list(profile.folder.glob("Default/IndexedDB/*"))


def has_left(server):
    return not server.rows(
        "SELECT 1 FROM chat_conversation WHERE session_hash IS NOT NULL"
    )


def test_after_snel_weg_the_profile_holds_nothing_of_the_talk(
    server, alma, talking, profile, elsewhere
):
    keep_something(profile, elsewhere)
    alma.page.bring_to_front()
    alma.leave_quickly()
    alma.page.wait_for_url(elsewhere.url)
    wait_for(lambda: has_left(server))
    holds_nothing(alma.page, server)
    alma.open_chat()
    expect(alma.page.get_by_role("button", name="Start de chat")).to_be_visible()
    profile.close()
    assert profile.files_with(KEPT)
    searched_in_vain(profile, server)


def test_after_a_normal_end_the_profile_holds_nothing_of_the_talk(
    server, alma, talking, profile, elsewhere
):
    keep_something(profile, elsewhere)
    alma.page.bring_to_front()
    alma.stop()
    assert alma.all_read() == []
    wait_for(lambda: has_left(server))
    holds_nothing(alma.page, server)
    alma.open_chat()
    expect(alma.page.get_by_role("button", name="Start de chat")).to_be_visible()
    profile.close()
    assert profile.files_with(KEPT)
    searched_in_vain(profile, server)


def test_a_closed_and_restored_browser_finds_the_talk_only_before_the_deadline(
    server, alma, talking, profile, elsewhere
):
    keep_something(profile, elsewhere)
    # The search sees what is cached: the files of the pages are.
    assert "/static/" in "".join(profile.kept_addresses(server.chat))
    profile.close()
    left = profile.as_it_is()
    profile.open()
    again = restored_chat(profile, server)
    again.reads(ASKED)
    assert left.files_with(KEPT)
    searched_in_vain(left, server)
    again.reads(ANSWERED)
    assert again.composer.input_value() == ""
    again.composer.press_sequentially(UNSENT)
    profile.close()
    searched_in_vain(profile, server)

    forget_the_shares(server)
    profile.open()
    late = restored_chat(profile, server)
    late.page.get_by_role("heading", name="Je gesprek is er niet meer").wait_for()
    assert late.all_read() == []
    holds_nothing(late.page, server)
    profile.close()
    searched_in_vain(profile, server)


def forget_the_shares(server):
    """As after the deadline: here they live in the memory of the process alone."""
    server.restart()


def test_a_killed_browser_leaves_no_word_in_its_profile(
    alma, talking, profile, server, elsewhere
):
    keep_something(profile, elsewhere)
    profile.kill()
    assert profile.files_with(KEPT)
    searched_in_vain(profile, server)


def test_a_reload_comes_back_before_the_deadline_and_not_after_it(
    server, alma, talking, elsewhere
):
    before = alma.all_read()
    assert before == [ASKED, ANSWERED]
    alma.page.reload()
    alma.reads(ANSWERED)
    assert alma.all_read() == before
    alma.say("en nu verder")
    talking.reads("en nu verder")

    alma.page.goto(elsewhere.url)
    alma.open_chat()
    alma.reads("en nu verder")

    alma.page.goto(elsewhere.url)
    forget_the_shares(server)
    alma.open_chat()
    alma.page.get_by_role("heading", name="Je gesprek is er niet meer").wait_for()
    assert alma.all_read() == []
    holds_nothing(alma.page, server)
