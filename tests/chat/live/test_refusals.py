"""What a line refuses while it stays open, and what is nobody else's business."""

import pytest
from asgiref.sync import sync_to_async as in_db

from chat import claims
from chat.e2ee.boxes import to_base64url
from chat.e2ee.header import TEAM
from chat.models import Event
from tests.chat.live.sockets import console_line, visitor_line

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def talk(alma, alma_talks, ana, ana_console, visitor_cookie, staff_cookie):
    claims.claim(alma_talks.conv, ana.pk)
    return alma_talks, visitor_cookie(alma), staff_cookie(ana_console)


async def refused(page, code, again=False):
    frame = await page.until("refused")
    assert (frame["code"], frame["again"]) == (code, again)
    return frame


async def test_other_bytes_under_a_used_number_are_refused(talk):
    alma, cookie, _ = talk
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 1))
        await page.sent(alma)
        await page.letter(alma, alma.seal("Iets anders.", ctr=0))
        frame = await refused(page, "reused")
        assert frame["stream"] == to_base64url(alma.stream)
        assert frame["ctr"] == 0


@pytest.mark.parametrize("ctr", [1, 7, 2**32 - 1])
async def test_a_number_that_is_not_the_next_is_refused(talk, ctr):
    alma, cookie, _ = talk
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 1))
        await page.letter(alma, alma.seal(ctr=ctr))
        assert (await refused(page, "gap"))["ctr"] == ctr
        assert (await page.sent(alma))["n"] == 2


async def test_an_envelope_of_the_other_role_is_refused(talk):
    alma, cookie, staff = talk
    for path, envelope in (
        (visitor_line(cookie), alma.counsellor().seal()),
        (console_line(staff), alma.seal()),
    ):
        async with path as page:
            await page.hello((alma.conv, 1))
            await page.letter(alma, envelope)
            await refused(page, "envelope")


async def test_an_envelope_of_another_conversation_or_form_is_refused(talk, bo_talks):
    alma, cookie, _ = talk
    good = alma.seal()
    wrong = [
        bo_talks.seal(),
        good[:-1],
        good + bytes(1),
        b"\2" + good[1:],
        good[:1] + b"\7" + good[2:],
        good[:3] + b"\1" + good[4:],
    ]
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 1))
        for envelope in wrong:
            await page.letter(alma, envelope)
            await refused(page, "envelope")
        assert (await page.sent(alma, good))["n"] == 2


async def test_after_the_end_a_stored_message_is_acknowledged_and_a_new_one_refused(
    talk,
):
    alma, cookie, staff = talk
    async with visitor_line(cookie) as page, console_line(staff) as console:
        await page.hello((alma.conv, 1))
        await console.hello((alma.conv, 1))
        stored = alma.seal()
        first = await page.sent(alma, stored)
        await page.say("end", c=alma.conv)
        items = await page.items(3)
        assert items[-1]["kind"] == "ended"
        assert await page.sent(alma, stored) == first
        await page.letter(alma)
        await refused(page, "ended")
        ana = alma.counsellor()
        await console.letter(ana)
        await refused(console, "ended")
        await console.say("propose_end", c=alma.conv)
        await refused(console, "ended")


async def test_a_full_conversation_says_so(talk, monkeypatch):
    monkeypatch.setattr("chat.messages.MOST_EVENTS", 2)
    alma, cookie, _ = talk
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 1))
        await page.sent(alma)
        await page.letter(alma)
        await refused(page, "full")


async def test_a_colleague_cannot_touch_what_another_claimed(
    talk, ivo_console, staff_cookie
):
    alma, cookie, _ = talk
    ivo = alma.counsellor()
    async with (
        visitor_line(cookie) as page,
        console_line(staff_cookie(ivo_console)) as console,
    ):
        await page.hello((alma.conv, 1))
        assert (await console.hello((alma.conv, 0)))["heads"] == []
        await console.say("follow", c=alma.conv, n=0)
        await refused(console, "not_yours")
        await console.letter(ivo)
        await refused(console, "not_yours")
        await console.say("propose_end", c=alma.conv)
        await refused(console, "not_yours")
        await console.say("typing", c=alma.conv, on=True)
        await console.say("beat", at=[[alma.conv, 0]])
        await page.sent(alma)
        assert await console.is_quiet()
        assert not [f for f in page.seen if f["type"] == "typing"]
    assert await in_db(Event.objects.filter(role=TEAM).count)() == 0


async def test_a_conversation_nobody_has_answers_like_one_of_somebody_else(
    talk, ivo_console, staff_cookie
):
    async with console_line(staff_cookie(ivo_console)) as console:
        await console.hello()
        for conv in (talk[0].conv, to_base64url(b"x" * 16)):
            await console.say("follow", c=conv, n=0)
            frame = await refused(console, "not_yours")
            assert frame.keys() == {"type", "code", "again", "c"}


async def test_a_visitor_cannot_touch_another_conversation(talk, bo, bo_talks):
    alma, _, _ = talk
    from chat.sessions import COOKIE

    async with visitor_line(f"{COOKIE}={bo.cookies[COOKIE].value}") as page:
        await page.hello((bo_talks.conv, 0))
        await page.letter(alma)
        await refused(page, "not_yours")
        await page.say("end", c=alma.conv)
        await refused(page, "not_yours")
    assert await in_db(Event.objects.filter(conversation_id=alma.conv).count)() == 1


async def test_a_store_that_is_away_asks_to_send_again(talk, monkeypatch):
    from django.db import OperationalError

    def away(*args, **options):
        raise OperationalError

    alma, cookie, _ = talk
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 1))
        envelope = alma.seal()
        with monkeypatch.context() as patch:
            patch.setattr("chat.messages._in_one_transaction", away)
            await page.letter(alma, envelope)
            frame = await refused(page, "later", again=True)
            assert frame["after_ms"] > 0
        assert (await page.sent(alma, envelope))["n"] == 2
