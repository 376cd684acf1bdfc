"""A new version of the page is offered when nothing would be lost, and never forced."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import axe
from tests.e2e.navigators import Visitor, demo_counsellor

OFFER = "Er is een nieuwe versie van deze pagina."


@pytest.fixture
def alma(server, visitor):
    alma = Visitor(visitor, server)
    alma.open_chat()
    alma.start()
    alma.say("v-start")
    return alma


def offer(person):
    return person.page.get_by_text(OFFER)


def back_online(*people):
    for person in people:
        person.page.evaluate("dispatchEvent(new Event('online'))")


def test_both_are_offered_the_new_page_and_lose_nothing(server, alma, counsellor):
    ana = demo_counsellor(counsellor, server)
    ana.claim()
    ana.reads("v-start")
    ana.composer.fill("nog niet verstuurd")
    assert server.stop() == 0
    server.start(BUILD="the next one")
    back_online(alma, ana)
    expect(offer(alma)).to_be_visible()
    assert not axe(alma.page)
    ana.page.get_by_text("Verbonden").wait_for()
    # What is being typed is not interrupted; when it is sent, there is time.
    expect(offer(ana)).to_be_hidden()
    ana.say("nu wel")
    expect(offer(ana)).to_be_visible()
    alma.composer.fill("wacht even")
    expect(offer(alma)).to_be_hidden()
    alma.say("ik ben er weer")
    for person in (alma, ana):
        person.page.get_by_role("button", name="Vernieuwen").click()
    ana.unlock()
    ana.page.locator(".mine").first.click()
    for person in (alma, ana):
        for text in ("v-start", "nu wel", "ik ben er weer"):
            person.reads(text)
        expect(offer(person)).to_be_hidden()
