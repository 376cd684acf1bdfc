"""*Even weg*: a blank sheet at once, and two taps bring the talk back for a while."""

import pytest
from playwright.sync_api import expect

from tests.e2e.navigators import Visitor, between_two_ticks, demo_counsellor

SAID = "dit mag niemand zien"
DRAFT = "dit heb ik nog niet gestuurd"
UNTIL_GONE_MS = 91_000
ASKS = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))"
SHOWN = """[...document.body.children]
    .filter((element) => getComputedStyle(element).display !== "none")
    .map((element) => element.tagName)"""


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


def test_even_weg_hides_at_once_and_two_taps_bring_the_talk_back(
    server, alma, counsellor
):
    ana = demo_counsellor(counsellor, server)
    talking(alma, ana)
    away(alma)
    sheet = blank(alma)
    between_two_ticks(alma.page)
    sheet.click()
    expect(sheet).to_be_visible()
    sheet.click()
    expect(sheet).to_be_hidden()
    alma.reads(SAID)
    assert alma.composer.input_value() == DRAFT
    ana.say("Ik ben er nog.")
    alma.reads("Ik ben er nog.")


def test_the_sheet_is_blank_also_without_our_style(server, alma, counsellor):
    ana = demo_counsellor(counsellor, server)
    talking(alma, ana)
    alma.page.evaluate("[...document.styleSheets].forEach(s => { s.disabled = true })")
    alma.page.get_by_role("button", name="Even weg").click()
    assert alma.page.evaluate(SHOWN) == ["VISITOR-BLANK"]
    between_two_ticks(alma.page)
    blank(alma).dispatch_event("click")
    blank(alma).dispatch_event("click")
    alma.reads(SAID)
    assert alma.composer.input_value() == DRAFT


def test_a_blank_sheet_asks_nothing_when_it_is_closed(server, alma):
    alma.open_chat()
    alma.start()
    server.kill()
    alma.say(SAID)
    alma.reads(SAID)
    assert alma.page.evaluate(ASKS)
    away(alma)
    assert not alma.page.evaluate(ASKS)


def test_a_reload_leaves_the_sheet_blank_until_two_taps(server, alma, counsellor):
    ana = demo_counsellor(counsellor, server)
    talking(alma, ana)
    away(alma)
    alma.page.reload()
    expect(blank(alma)).to_be_visible()
    expect(alma.talk).to_be_hidden()
    between_two_ticks(alma.page)
    blank(alma).click()
    expect(alma.talk).to_be_hidden()
    blank(alma).click()
    alma.reads(SAID)


def test_even_weg_for_too_long_is_gone_for_good(server, alma, counsellor):
    alma.page.clock.install()
    ana = demo_counsellor(counsellor, server)
    talking(alma, ana)
    away(alma)
    alma.page.clock.fast_forward(UNTIL_GONE_MS)
    expect(ana.talk.get_by_text("De bezoeker is snel weggegaan.")).to_be_visible()
    assert alma.page.locator("body").inner_html() == ""
    assert alma.page.evaluate("sessionStorage.length") == 0
    alma.page.reload()
    expect(alma.page.get_by_role("button", name="Start de chat")).to_be_visible()


def blank(alma):
    return alma.page.locator("visitor-blank")


def away(alma):
    alma.page.get_by_role("button", name="Even weg").click()
    expect(blank(alma)).to_be_visible()
    expect(alma.talk).to_be_hidden()
    assert alma.page.locator("body").inner_text().strip() == ""
