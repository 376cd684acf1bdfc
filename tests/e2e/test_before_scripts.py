"""What stands on the chat's page before its scripts are there, and when they never come."""

import pytest
from playwright.sync_api import expect

SEEN_AS = "element => getComputedStyle(element).visibility"


@pytest.fixture
def opened(lasting_server, open_browser):
    def open_page(**options):
        page = open_browser(**options).new_page()
        # A line so slow that nothing of it has come yet.
        page.route("**/js/visitor*.js", lambda route: None)
        page.goto(f"{lasting_server.chat}/chat/", wait_until="commit")
        return page.locator("[data-screen=no-script] h1")

    return open_page


def test_while_scripts_are_on_their_way_nobody_reads_that_it_does_not_work(opened):
    heading = opened()
    assert heading.evaluate(SEEN_AS) == "hidden"
    heading.evaluate("() => document.getAnimations().forEach(a => a.finish())")
    expect(heading).to_be_visible()


def test_who_has_no_scripts_reads_it_at_once(opened):
    heading = opened(java_script_enabled=False)
    expect(heading).to_be_visible(timeout=3_000)
