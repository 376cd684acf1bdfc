"""Where a message is written: keys, thumbs, input methods, limits and second thoughts."""

import pytest
from playwright.sync_api import expect

from tests.e2e.navigators import Visitor

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WITH_KEYBOARD = {"width": 390, "height": 380}
FILE = """(box, name) => {
  const data = new DataTransfer();
  data.items.add(new File(["x"], "photo.png", { type: "image/png" }));
  const facts = { bubbles: true, cancelable: true };
  const event = name === "paste"
    ? new ClipboardEvent(name, { ...facts, clipboardData: data })
    : new DragEvent(name, { ...facts, dataTransfer: data });
  return box.dispatchEvent(event);
}"""

SHOW = """(log, items) => {
  for (const [id, state] of items) {
    log.show({ id, n: null, own: state === "failed", state, payload: { t: "text", b: id } });
  }
}"""


@pytest.fixture
def starts(lasting_server, open_browser):
    def start(**options):
        alma = Visitor(open_browser(**options).new_page(), lasting_server)
        alma.open_chat()
        alma.start()
        return alma

    return start


@pytest.fixture
def at_a_desk(starts):
    return starts()


@pytest.fixture
def on_a_phone(starts):
    return starts(is_mobile=True, **PHONE)


def note(alma):
    return alma.talk.locator(".composer__note")


def aloud(alma):
    return alma.talk.locator("chat-composer [data-part=aloud]")


def sends(alma):
    alma.talk.get_by_role("button", name="Verstuur").click()


def test_enter_sends_and_shift_enter_breaks(at_a_desk):
    alma = at_a_desk
    alma.composer.press_sequentially("hoi")
    alma.composer.press("Shift+Enter")
    alma.composer.press_sequentially("ik heb een vraag")
    assert alma.all_read() == []
    alma.composer.press("Enter")
    alma.reads("hoi\nik heb een vraag")
    assert alma.all_read() == ["hoi\nik heb een vraag"]
    expect(alma.composer).to_have_value("")


def test_an_empty_message_is_not_sent(at_a_desk):
    at_a_desk.composer.press_sequentially("  ")
    at_a_desk.composer.press("Enter")
    at_a_desk.say("wel iets")
    at_a_desk.reads("wel iets")
    assert at_a_desk.all_read() == ["wel iets"]


def test_under_a_thumb_enter_breaks_and_the_button_sends(on_a_phone):
    alma = on_a_phone
    assert alma.page.evaluate("matchMedia('(pointer: coarse)').matches")
    alma.composer.press_sequentially("hoi")
    alma.composer.press("Enter")
    alma.composer.press_sequentially("daar")
    expect(alma.composer).to_have_value("hoi\ndaar")
    assert alma.all_read() == []
    alma.talk.get_by_role("button", name="Verstuur").tap()
    alma.reads("hoi\ndaar")
    expect(alma.composer).to_be_focused()


def test_enter_belongs_to_the_input_method_while_it_composes(at_a_desk):
    alma = at_a_desk
    alma.composer.focus()
    keyboard = alma.page.context.new_cdp_session(alma.page)
    alma.composer.evaluate(
        "box => box.addEventListener('keydown', (event) => {"
        " window.composing = event.isComposing; })"
    )
    word = {"text": "にほん", "selectionStart": 3, "selectionEnd": 3}
    keyboard.send("Input.imeSetComposition", word)
    alma.page.keyboard.press("Enter")
    assert alma.page.evaluate("window.composing") is True
    assert alma.all_read() == []
    keyboard.send("Input.insertText", {"text": "日本"})
    alma.page.keyboard.press("Enter")
    assert alma.page.evaluate("window.composing") is False
    alma.reads("日本")


def test_four_thousand_emoji_fit_and_one_more_is_explained(at_a_desk):
    alma = at_a_desk
    alma.composer.fill("🙂" * 3000)
    expect(note(alma)).to_be_empty()
    alma.composer.fill("🙂" * 3990)
    expect(note(alma)).to_have_text("Je hebt nog ruimte voor 10 tekens.")
    expect(aloud(alma)).to_have_text("Je hebt nog ruimte voor 10 tekens.")
    alma.composer.press_sequentially("abc")
    expect(note(alma)).to_have_text("Je hebt nog ruimte voor 7 tekens.")
    expect(aloud(alma)).to_have_text("Je hebt nog ruimte voor 10 tekens.")
    alma.composer.fill("🙂" * 4001)
    too_long = "Je bericht is 1 teken te lang. Stuur het in twee delen."
    expect(note(alma)).to_have_text(too_long)
    expect(aloud(alma)).to_have_text(too_long)
    alma.composer.press("Enter")
    expect(alma.composer).to_have_value("🙂" * 4001)
    assert alma.all_read() == []
    alma.composer.press("Backspace")
    alma.composer.press("Enter")
    alma.reads("🙂" * 50)
    assert alma.all_read() == ["🙂" * 4000]
    expect(alma.talk.locator(".message--pending")).to_have_count(0)


@pytest.mark.parametrize("how", ["paste", "drop"])
def test_a_file_is_refused_with_a_reason(at_a_desk, how):
    at_a_desk.composer.fill("kijk")
    goes_on = at_a_desk.composer.evaluate(FILE, how)
    assert goes_on is False
    reason = "Je kunt hier alleen tekst sturen. Geen foto’s of bestanden."
    expect(note(at_a_desk)).to_have_text(reason)
    expect(at_a_desk.composer).to_have_value("kijk")
    at_a_desk.composer.press_sequentially(" eens")
    expect(note(at_a_desk)).to_be_empty()


@pytest.mark.parametrize(
    "personal",
    [
        "bel me op 06 12 34 56 78",
        "mijn rekening is NL91 ABNA 0417 1643 00",
        "ik woon Dorpsstraat 12, 1234 AB",
    ],
)
def test_what_looks_personal_is_asked_about_first(at_a_desk, personal):
    alma = at_a_desk
    alma.composer.fill(personal)
    alma.composer.press("Enter")
    anyway = alma.page.get_by_role("button", name="Toch sturen")
    anyway.wait_for()
    assert alma.all_read() == []
    alma.page.get_by_role("button", name="Eerst aanpassen").click()
    expect(anyway).to_be_hidden()
    expect(alma.composer).to_be_focused()
    expect(alma.composer).to_have_value(personal)
    alma.composer.press("Enter")
    anyway.click()
    alma.reads(personal)
    assert alma.all_read() == [personal]


@pytest.mark.parametrize(
    "harmless",
    [
        "ik ben 16 en heb 2000 euro schuld",
        "om 14:30 op 12-03-2025",
        "bel ik 0800-0113?",
    ],
)
def test_what_is_not_personal_goes_out_at_once(at_a_desk, harmless):
    at_a_desk.composer.fill(harmless)
    at_a_desk.composer.press("Enter")
    at_a_desk.reads(harmless)
    expect(at_a_desk.page.get_by_role("button", name="Toch sturen")).to_be_hidden()


def test_composer_and_way_out_stay_above_a_phones_keyboard(on_a_phone):
    alma = on_a_phone
    for text in ("een", "twee", "drie", "vier", "vijf", "zes"):
        alma.say(text)
    alma.reads("zes")
    alma.composer.tap()
    alma.page.set_viewport_size(WITH_KEYBOARD)
    alma.composer.fill("regel\n" * 8)
    leave = alma.page.get_by_role("link", name="Snel weg")
    send = alma.talk.get_by_role("button", name="Verstuur")
    for part in (alma.composer, send, leave):
        expect(part).to_be_in_viewport(ratio=1)
    alma.composer.fill("")
    expect(alma.talk.get_by_text("zes")).to_be_in_viewport(ratio=1)


def test_the_composer_grows_to_five_lines_and_no_further(at_a_desk):
    heights = []
    for lines in (1, 3, 5, 8, 20):
        at_a_desk.composer.fill("\n".join("a" * lines))
        heights.append(at_a_desk.composer.bounding_box()["height"])
    assert heights[0] < heights[1] < heights[2] == heights[3] == heights[4]


def test_the_focus_stays_in_the_talk_when_its_button_goes(at_a_desk):
    log = at_a_desk.talk.locator("chat-log")
    scroller = log.get_by_role("log")
    log.evaluate(SHOW, [[f"bericht {i}", "sent"] for i in range(40)])
    log.evaluate(SHOW, [["mislukt", "failed"]])
    scroller.evaluate("element => { element.scrollTop = -600 }")
    log.evaluate(SHOW, [["het laatste", "sent"]])
    jump = log.get_by_role("button", name="Nieuw bericht")
    jump.press("Enter")
    expect(jump).to_be_hidden()
    expect(scroller).to_be_focused()
    log.get_by_role("button", name="Probeer opnieuw").press("Enter")
    at_a_desk.reads("mislukt")
    expect(log.locator(".message--failed")).to_have_count(0)
    expect(scroller).to_be_focused()
