"""What helps a reader: voice, size, dark, print, copy, words, and one question."""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import axe

PATH = "/voor-mezelf/geld/pas-en-rekening/"
# Chromium has no voices of its own here; these behave as those of a phone.
VOICES = """
window.voices = [];
window.spoken = [];
const speech = new EventTarget();
Object.assign(speech, {
  getVoices: () => window.voices,
  speak: (words) => window.spoken.push(words.text),
  cancel: () => window.spoken.push('cancel'),
  pause: () => window.spoken.push('pause'),
  resume: () => {},
});
Object.defineProperty(window, 'speechSynthesis', { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.arrive = (lang, localService) => {
  window.voices = [{ lang, localService }];
  speech.dispatchEvent(new Event('voiceschanged'));
};
"""


@pytest.fixture
def page(open_browser, lasting_server):
    page = open_browser(permissions=["clipboard-write"]).new_page()
    page.add_init_script(VOICES)
    page.goto(lasting_server.site + PATH)
    page.locator(".reading-tools summary").click()
    return page


def button(page, name):
    return page.get_by_role("button", name=name)


def test_only_a_voice_of_the_device_reads_aloud(page):
    expect(button(page, "Grotere letters")).to_be_visible()
    expect(button(page, "Lees voor")).to_be_hidden()
    page.evaluate("arrive('nl-NL', false)")
    expect(button(page, "Lees voor")).to_be_hidden()
    page.evaluate("arrive('en-GB', true)")
    expect(button(page, "Lees voor")).to_be_hidden()
    page.evaluate("arrive('nl-NL', true)")
    expect(button(page, "Lees voor")).to_be_visible()


def test_the_text_is_read_in_its_order_and_stops_at_once(page):
    page.evaluate("arrive('nl-NL', true)")
    button(page, "Lees voor").click()
    spoken = page.evaluate("spoken.slice(1)")
    assert spoken[0] == "Je pinpas of rekening uitgeleend. Wat nu?"
    assert spoken[1].startswith("Iemand gebruikt je pinpas")
    assert spoken[2].startswith("Ben je bang")
    assert spoken[4] == "Wat doe je nu?"
    assert not any("Start de chat" in words for words in spoken)
    expect(button(page, "Pauze")).to_be_focused()
    button(page, "Pauze").click()
    expect(button(page, "Ga verder")).to_be_focused()
    button(page, "Stop").click()
    assert page.evaluate("spoken.at(-1)") == "cancel"
    expect(button(page, "Lees voor")).to_be_focused()


def test_leaving_quickly_is_silent(page):
    page.evaluate("arrive('nl-NL', true)")
    button(page, "Lees voor").click()
    page.evaluate("document.dispatchEvent(new CustomEvent('quick-exit'))")
    assert page.evaluate("spoken.at(-1)") == "cancel"


def test_letters_grow_in_three_steps_for_this_page_only(page):
    size = "parseFloat(getComputedStyle(document.querySelector('h1 + p')).fontSize)"
    sizes = [page.evaluate(size)]
    for _ in range(3):
        button(page, "Grotere letters").click()
        sizes.append(page.evaluate(size))
    assert sizes[0] < sizes[1] < sizes[2]
    assert sizes[3] == sizes[0]
    button(page, "Grotere letters").click()
    page.reload()
    assert page.evaluate(size) == sizes[0]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_dark_follows_the_system_until_somebody_chooses(page):
    page.emulate_media(color_scheme="dark")
    expect(button(page, "Donker")).to_have_attribute("aria-pressed", "true")
    button(page, "Donker").click()
    expect(button(page, "Donker")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert axe(page) == []
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") is None


def pasted(page):
    """By hand: our pages may not read what was copied elsewhere."""
    page.evaluate("document.body.append(document.createElement('textarea'))")
    box = page.locator("textarea")
    box.press("ControlOrMeta+v")
    expect(box).not_to_have_value("")
    return box.input_value()


def test_a_copy_holds_the_text_and_no_trace_of_this_site(page, lasting_server):
    button(page, "Kopieer zonder spoor").click()
    page.get_by_text("De tekst is gekopieerd.").wait_for()
    copied = pasted(page)
    assert copied.startswith("Je pinpas of rekening uitgeleend. Wat nu?\n\nIemand")
    assert "het woord geldezel. Dat is geen" in copied
    for trace in ("Zijstap", "http", "127.0.0.1", "Start de chat", "Lees ook"):
        assert trace not in copied


def explanation(page):
    return page.locator("[popover]", has=page.locator("strong", has_text="geldezel"))


def test_a_word_explains_itself_by_keyboard_and_goes_again(page):
    word = page.get_by_role("button", name="geldezel")
    plain = explanation(page)
    expect(plain).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(plain).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(plain).to_be_hidden()
    expect(word).to_be_focused()


def test_the_question_is_answered_in_place(page):
    before, address = len(page.context.record.requests), page.url
    button(page, "Een beetje").click()
    expect(page.locator("#bedankt")).to_be_focused()
    expect(button(page, "Een beetje")).to_be_hidden()
    [(method, where, body)] = page.context.record.requests[before:]
    assert method == "POST"
    assert "/duidelijk/" in where
    assert body == b"clear=partly"
    assert page.url == address
    assert axe(page) == []


def test_without_javascript_there_are_no_dead_buttons(open_browser, lasting_server):
    page = open_browser(java_script_enabled=False).new_page()
    page.goto(lasting_server.site + PATH)
    expect(page.locator(".reading-tools")).to_be_hidden()
    page.get_by_role("button", name="geldezel").click()
    expect(explanation(page)).to_be_visible()
    page.keyboard.press("Escape")
    button(page, "Nee").click()
    page.wait_for_url("**/#bedankt")
    expect(page.locator("#bedankt")).to_be_visible()
    expect(button(page, "Nee")).to_be_hidden()
