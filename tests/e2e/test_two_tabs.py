"""Two tabs of one browser: a conversation stands in one, and no other ends it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.navigators import Visitor, demo_counsellor

DEAF = "BroadcastChannel.prototype.postMessage = () => {}"
SAID = "ik ben er nog"


@pytest.fixture
def tabs(server, open_browser):
    """Both stand before the start."""
    context = open_browser()
    first, second = [Visitor(context.new_page(), server) for _ in range(2)]
    for alma in (first, second):
        alma.open_chat()
        alma.page.get_by_role("button", name="Start de chat").wait_for()
    return first, second


def is_elsewhere(alma):
    heading = alma.page.get_by_role("heading", name="open in een ander tabblad")
    expect(heading).to_be_visible()


def test_a_tab_hears_that_the_conversation_begins_in_another(tabs):
    first, second = tabs
    first.start()
    is_elsewhere(second)


def test_a_start_in_a_tab_that_heard_nothing_ends_nothing(server, tabs, counsellor):
    first, second = tabs
    first.page.evaluate(DEAF)
    first.start()
    first.say("hoi")
    ana = demo_counsellor(counsellor, server)
    ana.claim()
    ana.reads("hoi")
    second.page.get_by_role("button", name="Start de chat").click()
    is_elsewhere(second)
    first.say(SAID)
    ana.reads(SAID)
