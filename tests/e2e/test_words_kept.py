"""What a counsellor wrote does not vanish without a word."""

import pytest
from playwright.sync_api import expect

from tests.e2e.navigators import Visitor, demo_counsellor

UNSENT = "Kwam misschien niet aan. Lees het nog eens na."
GIVE_BACK = """
from django.db.models import Q
from chat import queue
from chat.models import Conversation
queue.give_back(Conversation.objects.get().pk, Q())
"""


@pytest.fixture
def talking(server, visitor, counsellor):
    ana = demo_counsellor(counsellor, server)
    alma = Visitor(visitor, server)
    alma.open_chat()
    alma.start()
    alma.say("hoi")
    ana.claim()
    ana.reads("hoi")
    return alma, ana


def note(ana):
    return ana.talk.get_by_text(UNSENT)


def reopen(ana):
    ana.page.get_by_role("button", name="Bezoeker 1").click()


def test_a_lock_gives_back_what_was_on_its_way_to_read_it_again(server, talking):
    alma, ana = talking
    server.kill()
    ana.say("een")
    ana.say("twee")
    ana.composer.fill("en drie")
    ana.page.keyboard.press("Alt+KeyL")
    expect(ana.page.locator("#passphrase")).to_be_focused()
    server.start()
    ana.unlock()
    reopen(ana)
    expect(ana.composer).to_have_value("een\n\ntwee\n\nen drie")
    expect(note(ana)).to_be_visible()
    ana.say("een en twee")
    expect(note(ana)).to_have_count(0)
    alma.reads("een en twee")
    assert "twee" not in alma.all_read()


def test_what_was_typed_is_there_again_when_the_same_visitor_is_taken_again(
    server, talking
):
    _, ana = talking
    ana.composer.fill("half een antwoord")
    server.manage("shell", "-c", GIVE_BACK)
    ana.page.get_by_text("Dit gesprek is niet meer bij jou.").wait_for()
    ana.claim()
    expect(ana.composer).to_have_value("half een antwoord")
    expect(note(ana)).to_have_count(0)


def test_leaving_asks_first_while_something_is_written(talking):
    _, ana = talking
    asked = []
    ana.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    ana.composer.fill("half een antwoord")
    ana.page.get_by_role("button", name="Log uit").click()
    expect(ana.page.locator("#passphrase")).to_be_focused()
    assert asked == ["beforeunload"]
    ana.unlock()
    reopen(ana)
    expect(ana.composer).to_have_value("half een antwoord")
    ana.composer.fill("")
    ana.page.get_by_role("button", name="Log uit").click()
    ana.page.wait_for_url("**/login/**")
    assert asked == ["beforeunload"]
