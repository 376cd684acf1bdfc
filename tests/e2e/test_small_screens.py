"""A small phone, and a window enlarged until it is as narrow as one."""

import pytest
from playwright.sync_api import expect

from tests.e2e.navigators import Visitor, demo_counsellor

# 1280 px enlarged to 400 %, and 640 px to 200 %, are 320 px for the page.
SMALL = {
    "a small phone": {"viewport": {"width": 320, "height": 568}, "is_mobile": True},
    "enlarged": {"viewport": {"width": 320, "height": 400}, "device_scale_factor": 2},
}
TARGET_PX = 44
# Whatever can be read or pressed and does not fit between the two edges.
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const clipped = (one) => one.closest(".visually-hidden, svg");
  const out = [...document.querySelectorAll("body *")].filter((one) => {
    if (!shown(one) || clipped(one)) return false;
    const { left, right, width: own } = one.getBoundingClientRect();
    return own > 0 && (right > width + 1 || left < -1);
  });
  const wide = document.documentElement.scrollWidth > width;
  return [...(wide ? ["the page itself"] : []), ...out.map((one) => one.outerHTML.slice(0, 120))];
}"""


# All in one breath: the page goes on meanwhile, and what shows may be gone a moment later.
TO_PRESS = """() => [...document.querySelectorAll("button, a, summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [one.getBoundingClientRect(), one])
  .filter(([{ width, height }]) => width > 0 && height > 0)
  .map(([{ width, height }, one]) => [width, height, one.outerHTML.slice(0, 120)])
"""


@pytest.fixture(params=SMALL.values(), ids=SMALL)
def small(request, open_browser):
    return open_browser(has_touch=True, **request.param).new_page()


def fits(page):
    return page.evaluate(STICKS_OUT)


def test_what_sticks_out_is_noticed(lasting_server, small):
    small.goto(lasting_server.site + "/")
    assert fits(small) == []
    small.locator("h1").evaluate("one => { one.style.width = '400px' }")
    assert fits(small) != []


def test_no_page_is_wider_than_a_small_screen(lasting_server, small):
    portal = ("/", "/en/", "/voor-mezelf/", "/veilig/", "/privacy/", "/bestaat-niet/")
    for address in (
        *(lasting_server.site + path for path in portal),
        *(lasting_server.chat + path for path in ("/chat/", "/en/chat/", "/console/")),
    ):
        small.goto(address)
        small.locator("h1:visible").wait_for()
        assert fits(small) == [], address


def test_a_visitor_can_read_and_write_on_a_small_screen(server, small, counsellor):
    ana = demo_counsellor(counsellor, server)
    alma = Visitor(small, server)
    alma.open_chat()
    alma.start()
    assert fits(small) == []
    alma.say("mag ik iets vragen")
    ana.claim()
    ana.say("Namen en adressen hoef je niet te noemen.")
    alma.reads("Namen en adressen hoef je niet te noemen.")
    assert fits(small) == []
    last = alma.talk.locator(".message__text").last
    leave = small.get_by_role("link", name="Snel weg")
    for part in (last, alma.composer, leave):
        expect(part).to_be_in_viewport(ratio=1)
    small.get_by_role("button", name="Stoppen").click()
    stop = small.get_by_role("button", name="Ja, stop het gesprek")
    for part in (stop, leave):
        expect(part).to_be_in_viewport(ratio=1)
    assert fits(small) == []
    stop.click()
    small.get_by_role("heading", name="Het gesprek is klaar").wait_for()
    assert fits(small) == []


def test_everything_to_press_in_the_chat_is_as_large_as_a_thumb(lasting_server, small):
    alma = Visitor(small, lasting_server)
    alma.open_chat()
    alma.start()
    alma.say("bel me op 0612345678")
    small.get_by_role("button", name="Toch sturen").wait_for()
    small.get_by_role("button", name="Stoppen").click()
    small.get_by_role("button", name="Ja, stop het gesprek").wait_for()
    found = small.evaluate(TO_PRESS)
    assert len(found) > 5
    assert [one for one in found if min(one[:2]) < TARGET_PX] == []


def test_a_long_word_breaks_instead_of_widening_the_chat(lasting_server, small):
    alma = Visitor(small, lasting_server)
    alma.open_chat()
    alma.start()
    alma.say("a" * 300)
    alma.reads("a" * 300)
    assert fits(small) == []


def test_a_counsellor_can_work_on_a_phone(server, open_browser, visitor):
    page = open_browser(viewport={"width": 390, "height": 844}).new_page()
    ana = demo_counsellor(page, server)
    assert fits(page) == []
    alma = Visitor(visitor, server)
    alma.open_chat()
    alma.start()
    alma.say("mag ik iets vragen")
    ana.claim()
    ana.reads("mag ik iets vragen")
    for part in (ana.composer, ana.talk.get_by_text("mag ik iets vragen")):
        expect(part).to_be_in_viewport(ratio=1)
    assert fits(page) == []
    ana.say("Natuurlijk. Vertel maar.")
    alma.reads("Natuurlijk. Vertel maar.")
    for tab, seen in (("Wat helpt", "Is er nu gevaar?"), ("Wie wacht", "Bezoeker 1")):
        page.get_by_role("button", name=tab).click()
        expect(page.get_by_text(seen).first).to_be_visible()
        assert fits(page) == []
    page.get_by_role("button", name="Bezoeker 1").click()
    expect(ana.composer).to_be_focused()
