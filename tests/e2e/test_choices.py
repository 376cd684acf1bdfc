"""What a visitor chooses in a talk: to be seen typing, and to go on."""

import pytest
from playwright.sync_api import expect

from tests.e2e import browsers
from tests.e2e.navigators import Visitor, demo_counsellor
from tests.e2e.stores import wait_for

SHOWN = "De hulpverlener mag zien wanneer ik typ"
TYPES = "Bezoeker 1 is aan het typen…"


@pytest.fixture
def ana(server, counsellor):
    return demo_counsellor(counsellor, server)


@pytest.fixture
def alma(visitor, server, ana):
    visitor.set_viewport_size(browsers.PHONE)
    alma = Visitor(visitor, server)
    alma.open_chat()
    return alma


def talk(alma, ana):
    alma.start()
    alma.say("hoi")
    ana.claim()
    ana.reads("hoi")


def box(alma):
    return alma.talk.get_by_label(SHOWN)


def choose(alma, shown):
    alma.talk.get_by_title("Instellingen").click()
    box(alma).set_checked(shown)
    alma.talk.get_by_title("Instellingen").click()


def typing_frames(page):
    said = []

    def opened(socket):
        socket.on("framesent", lambda text: said.append(text))

    page.on("websocket", opened)
    return lambda: [text for text in said if '"typing"' in text]


def test_whoever_is_not_to_be_seen_typing_is_not_seen_after_a_reload(alma, ana):
    told = typing_frames(alma.page)
    alma.page.get_by_label(SHOWN).first.uncheck()
    talk(alma, ana)
    alma.page.reload()
    alma.reads("hoi")
    expect(box(alma)).not_to_be_checked()
    alma.composer.press_sequentially("dit ziet niemand")
    alma.talk.get_by_role("button", name="Verstuur").click()
    ana.reads("dit ziet niemand")
    assert told() == []


def test_in_the_talk_it_is_chosen_both_ways(alma, ana):
    talk(alma, ana)
    alma.composer.press_sequentially("hoi")
    expect(ana.talk.get_by_text(TYPES)).to_be_visible()
    choose(alma, shown=False)
    expect(ana.talk.get_by_text(TYPES)).to_be_hidden()
    alma.composer.press_sequentially("niet te zien")
    expect(ana.talk.get_by_text(TYPES)).to_be_hidden()
    choose(alma, shown=True)
    alma.page.wait_for_timeout(3_100)
    alma.composer.press_sequentially("weer wel")
    expect(ana.talk.get_by_text(TYPES)).to_be_visible()


def test_who_wants_to_say_more_is_not_ended_half_an_hour_later(server, alma, ana):
    talk(alma, ana)
    ana.page.get_by_role("button", name="Stel voor om af te ronden").click()
    alma.page.get_by_role("button", name="Ik wil nog iets zeggen").click()
    expect(alma.composer).to_be_focused()
    standing = "SELECT count(*) FROM chat_ticket WHERE end_proposed_at IS NOT NULL"
    wait_for(lambda: server.rows(standing) == [(0,)])
    propose = ana.page.get_by_role("button", name="Stel voor om af te ronden")
    expect(propose).to_be_enabled()
