"""How a line ends: each close code of the contract, and its word before it."""

import pytest
from asgiref.sync import sync_to_async as in_db
from django.conf import settings

from chat import claims
from chat.models import Lease
from chat.realtime import frames
from chat.sessions import COOKIE
from platform_site.staff import accounts
from tests.chat.live.sockets import WAIT_S, Line, console_line, visitor_line
from tests.chat.peers import code, post

pytestmark = pytest.mark.usefixtures("db")

NOT_FRAMES = [
    " ",
    "no json",
    "[]",
    "null",
    '"hello"',
    "{}",
    '{"type":"no such"}',
    '{"type":["beat"]}',
    '{"type":"beat"}',
    '{"type":"beat","at":[],"more":1}',
    '{"type":"beat","at":{}}',
    '{"type":"beat","at":[["short",1]]}',
    '{"type":"hello","v":1,"at":[]}',
    '{"type":"typing","c":"AAAAAAAAAAAAAAAAAAAAAA","on":1}',
    '{"type":"send","c":"AAAAAAAAAAAAAAAAAAAAAB","env":""}',
]


@pytest.fixture
def cookie(alma, alma_talks, visitor_cookie):
    return visitor_cookie(alma)


async def ends(page, close_code):
    code_, last = await page.closed()
    assert code_ == close_code
    assert (last["type"], last["code"]) == ("bye", frames.WORDS[close_code])


@pytest.mark.parametrize("text", NOT_FRAMES)
async def test_what_is_not_a_frame_closes_the_line(cookie, alma_talks, text):
    async with visitor_line(cookie) as page:
        await page.hello((alma_talks.conv, 0))
        await page.send_to(text_data=text)
        await ends(page, 4400)


async def test_a_binary_frame_closes_the_line(cookie, alma_talks):
    async with visitor_line(cookie) as page:
        await page.hello((alma_talks.conv, 0))
        await page.send_to(bytes_data=b'{"type":"beat","at":[]}')
        await ends(page, 4400)


async def test_a_frame_before_hello_closes_the_line(cookie, alma_talks):
    async with visitor_line(cookie) as page:
        await page.say("beat", at=[])
        await ends(page, 4400)


@pytest.mark.parametrize("kind", ["follow", "propose_end"])
async def test_a_visitor_has_no_frames_of_a_console(cookie, alma_talks, kind):
    more = {"n": 0} if kind == "follow" else {}
    async with visitor_line(cookie) as page:
        await page.hello((alma_talks.conv, 0))
        await page.say(kind, c=alma_talks.conv, **more)
        await ends(page, 4400)


async def test_a_console_has_no_frame_to_end(ana_console, staff_cookie, alma_talks):
    async with console_line(staff_cookie(ana_console)) as console:
        await console.hello()
        await console.say("end", c=alma_talks.conv)
        await ends(console, 4400)


async def test_a_frame_that_is_too_large_closes_the_line(cookie, alma_talks):
    async with visitor_line(cookie) as page:
        await page.hello((alma_talks.conv, 0))
        await page.send_to(text_data='{"type":"' + "x" * frames.FRAME_BYTES + '"}')
        await ends(page, 4413)


async def test_too_many_frames_close_the_line(cookie, alma_talks, monkeypatch):
    monkeypatch.setattr(frames, "PER_SECOND", 0)
    async with visitor_line(cookie) as page:
        await page.hello((alma_talks.conv, 0))
        for _ in range(frames.BURST):
            await page.say("typing", c=alma_talks.conv, on=True)
        await ends(page, 4429)


async def test_who_says_nothing_is_sent_away(cookie, alma_talks, monkeypatch):
    monkeypatch.setattr("chat.realtime.socket.HELLO_WITHIN_S", 0.01)
    async with visitor_line(cookie) as page:
        await ends(page, 4408)


@pytest.mark.parametrize("path", ["/ws/chat/", "/ws/console/"])
async def test_who_has_no_session_is_sent_away(db, path):
    for sent in ("", f"{COOKIE}=", f"{COOKIE}=nobody; {settings.CHAT_COOKIE_NAME}=no"):
        page = Line(path, sent)
        await page.connect(timeout=WAIT_S)
        await ends(page, 4401)
        await page.disconnect(timeout=WAIT_S)


async def test_a_visitor_has_no_console_and_a_counsellor_no_page(
    cookie, ana_console, staff_cookie
):
    for path, sent in (
        ("/ws/console/", cookie),
        ("/ws/chat/", staff_cookie(ana_console)),
    ):
        page = Line(path, sent)
        await page.connect(timeout=WAIT_S)
        await ends(page, 4401)
        await page.disconnect(timeout=WAIT_S)


async def test_an_editor_has_no_console(eva, staff_cookie, team_key):
    from tests.chat.peers import console

    page = Line("/ws/console/", await in_db(lambda: staff_cookie(console(eva)))())
    await page.connect(timeout=WAIT_S)
    await ends(page, 4401)
    await page.disconnect(timeout=WAIT_S)


@pytest.mark.parametrize(
    "origin", ["", "null", settings.SITE_ORIGIN, settings.CHAT_ORIGIN + ":81"]
)
async def test_a_page_of_another_origin_gets_no_line(cookie, origin):
    page = Line("/ws/chat/", cookie, origin=origin)
    accepted, _ = await page.connect(timeout=WAIT_S)
    assert not accepted


async def test_hello_for_another_conversation_says_that_it_is_gone(cookie, bo_talks):
    async with visitor_line(cookie) as page:
        await page.say("hello", v=1, at=[[bo_talks.conv, 0]])
        await ends(page, 4401)


async def test_the_fourth_page_takes_the_place_of_the_oldest(cookie, alma_talks):
    pages = [Line("/ws/chat/", cookie) for _ in range(4)]
    for page in pages[:3]:
        await page.connect(timeout=WAIT_S)
        await page.hello((alma_talks.conv, 0))
    await pages[3].connect(timeout=WAIT_S)
    await ends(pages[0], 4409)
    await pages[3].hello((alma_talks.conv, 0))
    await pages[3].sent(alma_talks)
    await pages[1].items(1)
    for page in pages:
        await page.disconnect(timeout=WAIT_S)


async def test_a_resumed_conversation_leaves_the_page_before_without_a_line(
    cookie, alma, bo, alma_talks, visitor_cookie
):
    take, back = code()
    await in_db(post)(alma, "/chat/api/code/", take)
    async with visitor_line(cookie) as old:
        await old.hello((alma_talks.conv, 0))
        answer = await in_db(post)(bo, "/chat/api/resume/", back)
        assert answer.status_code == 200
        await ends(old, 4401)
        async with visitor_line(visitor_cookie(bo)) as new:
            alma_talks.renew()
            await new.hello((alma_talks.conv, 0))
            await new.sent(alma_talks)


async def test_a_counsellor_who_is_disabled_loses_the_line_and_the_voice(
    ana, ana_console, staff_cookie, alma_talks, monkeypatch
):
    await in_db(claims.claim)(alma_talks.conv, ana.pk)
    async with console_line(staff_cookie(ana_console)) as console:
        await console.hello((alma_talks.conv, 1))
        await in_db(accounts.disable)(ana)
        await console.letter(alma_talks.counsellor())
        assert (await console.until("refused"))["code"] == "not_yours"
    monkeypatch.setattr("chat.realtime.console.IDENTIFY_AGAIN_S", 0)
    monkeypatch.setattr("chat.realtime.socket.BEAT_S", 0.01)
    await in_db(accounts.renew)(ana)
    from tests.chat.peers import console as browser

    again = await in_db(browser)(ana)
    async with console_line(staff_cookie(again)) as console:
        await console.hello()
        await in_db(accounts.disable)(ana)
        await ends(console, 4401)


async def test_a_lease_ends_with_the_line(ana_console, staff_cookie):
    async with console_line(staff_cookie(ana_console)) as console:
        await console.hello()
        assert await in_db(Lease.objects.live().count)() == 1
    assert await in_db(Lease.objects.live().count)() == 0


async def test_other_cookies_do_not_hide_the_session(cookie, alma_talks):
    hostile = f'json={{"a":"b"}}; a@b=c; {cookie}; =; "'
    async with visitor_line(hostile) as page:
        await page.hello((alma_talks.conv, 0))
