"""Everything by Tab, Enter, Space and the console's own keys; the focus is never lost."""

import pytest
from playwright.sync_api import expect

from tests.e2e.navigators import Visitor, between_two_ticks, demo_account

TABS = 40
# What has the focus: is it drawn, is it in view, and is nothing on top of it?
FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  const middle = [box.left + box.width / 2, box.top + Math.min(box.height, 40) / 2];
  const top = document.elementFromPoint(...middle);
  const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    name: focused.outerHTML.slice(0, 160),
    drawn: outline || style.boxShadow !== "none",
    seen: top !== null && (focused.contains(top) || top.contains(focused)),
  };
}"""


def focus(page):
    found = page.evaluate(FOCUS)
    assert found, "nothing has the focus"
    return found


def tab_to(page, wanted, *, key="Tab"):
    """Presses Tab until this has the focus; on the way every stop must be visible."""
    wanted.wait_for()
    # Its sheets too: before them nothing is drawn the way it will be.
    page.wait_for_load_state()
    for _ in range(TABS):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === document.body"):
            continue  # the browser's own bar, between the last stop and the first
        found = focus(page)
        assert found["drawn"], found["name"]
        assert found["seen"], found["name"]
        if wanted.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"Tab does not come to {wanted}")


def button(page, name):
    return page.get_by_role("button", name=name)


def write(page, text):
    page.keyboard.type(text)
    page.keyboard.press("Enter")


@pytest.fixture
def alma(open_browser, lasting_server):
    return Visitor(open_browser().new_page(), lasting_server)


@pytest.fixture
def ana(open_browser, server):
    """Ana at her desk, by keyboard from the login on."""
    page = open_browser().new_page()
    known = demo_account(server, "ana")
    page.goto(f"{server.chat}/console/")
    tab_to(page, page.get_by_label("Inlognaam"))
    page.keyboard.type("ana")
    tab_to(page, page.get_by_label("Wachtwoord", exact=True))
    write(page, known["password"])
    expect(page.locator("#passphrase")).to_be_focused()
    write(page, known["passphrase"])
    page.locator("#wie-wacht").wait_for()
    return page


@pytest.mark.parametrize("where", ["/", "/en/", "/bestaat-niet/"])
def test_the_way_out_is_one_tab_from_the_top_of_a_page(alma, where):
    alma.page.goto(alma.server.site + where)
    alma.page.keyboard.press("Tab")
    way_out = alma.page.locator(".exit-bar__exit")
    expect(way_out).to_be_focused()
    assert focus(alma.page)["drawn"]


def test_the_way_out_of_the_chat_is_one_tab_from_the_top(alma):
    alma.open_chat()
    button(alma.page, "Start de chat").wait_for()
    alma.page.keyboard.press("Tab")
    expect(alma.page.get_by_role("link", name="Snel weg")).to_be_focused()


def test_a_visitor_starts_writes_and_stops_without_a_mouse(alma):
    page = alma.page
    alma.open_site()
    tab_to(
        page, page.get_by_role("main").get_by_role("link", name="Start de chat").first
    )
    page.keyboard.press("Enter")
    tab_to(page, button(page, "Start de chat"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Je staat in de rij")).to_be_focused()
    tab_to(page, alma.composer)
    write(page, "hoi is daar iemand")
    alma.reads("hoi is daar iemand")
    expect(alma.composer).to_be_focused()
    tab_to(page, button(page, "Stoppen"), key="Shift+Tab")
    page.keyboard.press("Space")
    expect(button(page, "Nee, verder praten")).to_be_focused()
    page.keyboard.press("Enter")
    expect(alma.composer).to_be_focused()
    tab_to(page, button(page, "Stoppen"), key="Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, button(page, "Ja, stop het gesprek"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Het gesprek is klaar")).to_be_focused()


def test_a_question_about_a_number_can_be_answered_without_a_mouse(alma):
    page = alma.page
    alma.open_chat()
    alma.start()
    tab_to(page, alma.composer)
    write(page, "bel me op 0612345678")
    expect(button(page, "Eerst aanpassen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(alma.composer).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, button(page, "Toch sturen"))
    page.keyboard.press("Enter")
    alma.reads("bel me op 0612345678")
    expect(alma.composer).to_be_focused()


def test_who_loses_the_conversation_while_writing_lands_on_the_reason(alma):
    alma.open_chat()
    alma.start()
    alma.composer.focus()
    alma.page.context.clear_cookies()
    alma.server.restart()
    gone = alma.page.get_by_role("heading", name="Je gesprek is er niet meer")
    expect(gone).to_be_focused()


def test_even_weg_and_back_gives_the_focus_back(alma):
    page = alma.page
    alma.open_chat()
    alma.start()
    blank = button(page, "Even weg")
    tab_to(page, blank, key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(alma.composer).to_be_hidden()
    between_two_ticks(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(alma.composer).to_be_visible()
    expect(blank).to_be_focused()


def composer(page):
    return page.locator("console-talk:not([hidden])").get_by_role("textbox")


@pytest.fixture
def people(server, open_browser):
    """Two visitors who wait."""
    waiting = [Visitor(open_browser().new_page(), server) for _ in range(2)]
    for number, one in enumerate(waiting, 1):
        one.open_chat()
        one.start()
        one.say(f"vraag {number}")
    return waiting


def who_wait(page, number):
    expect(button(page, "Neem dit gesprek")).to_have_count(number)


def answer(page, *, asked, text):
    """In the conversation that just came into view."""
    # First the text: until it comes the composer of the talk before may have the focus.
    page.locator("console-talk:not([hidden])").get_by_text(asked).wait_for()
    expect(composer(page)).to_be_focused()
    write(page, text)


def test_a_counsellor_talks_with_two_people_without_a_mouse(ana, people):
    who_wait(ana, 2)
    tab_to(ana, button(ana, "Neem dit gesprek").first)
    ana.keyboard.press("Enter")
    answer(ana, asked="vraag 1", text="antwoord 1")
    people[0].reads("antwoord 1")
    who_wait(ana, 1)
    ana.keyboard.press("Alt+KeyN")
    answer(ana, asked="vraag 2", text="antwoord 2")
    people[1].reads("antwoord 2")
    ana.keyboard.press("Alt+Digit1")
    answer(ana, asked="vraag 1", text="nog iets?")
    people[0].reads("nog iets?")


def test_a_counsellor_proposes_to_end_without_a_mouse(ana, people):
    for left, asked in ((2, "vraag 1"), (1, "vraag 2")):
        who_wait(ana, left)
        ana.keyboard.press("Alt+KeyN")
        answer(ana, asked=asked, text="hoi")
    tab_to(ana, button(ana, "Stel voor om af te ronden"), key="Shift+Tab")
    ana.keyboard.press("Enter")
    people[1].page.get_by_text("Ana wil het gesprek stoppen.").wait_for()
    focus(ana)
    tab_to(ana, button(ana, "Bezoeker 1"), key="Shift+Tab")
    ana.keyboard.press("Enter")
    answer(ana, asked="vraag 1", text="ben je er nog?")
    people[0].reads("ben je er nog?")
    people[0].stop()
    expect(button(ana, "Sluit dit gesprek")).to_be_focused()
    ana.keyboard.press("Enter")
    expect(button(ana, "Sluit dit gesprek")).to_be_hidden()
    focus(ana)


def test_the_console_locks_and_opens_again_without_a_mouse(server, ana):
    ana.keyboard.press("Alt+KeyL")
    expect(ana.locator("#passphrase")).to_be_focused()
    write(ana, demo_account(server, "ana")["passphrase"])
    ana.locator("#wie-wacht").wait_for()
    focus(ana)
    tab_to(ana, button(ana, "Sleutels"))
    ana.keyboard.press("Enter")
    back = button(ana, "Terug naar de gesprekken")
    back.wait_for()
    focus(ana)
    tab_to(ana, back)
    ana.keyboard.press("Enter")
    ana.locator("#wie-wacht").wait_for()
    focus(ana)
