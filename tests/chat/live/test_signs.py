"""Typing, presence, places in the queue: told, never stored."""

import pytest
from asgiref.sync import sync_to_async as in_db
from django.utils import timezone

from chat import claims, housekeeping
from chat.e2ee.header import CONTROL, TEXT
from chat.models import Conversation, Event, Ticket
from chat.models.shift import AWAY_AFTER
from tests.chat.live.sockets import console_line, visitor_line

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def talk(alma, alma_talks, ana, ana_console, visitor_cookie, staff_cookie):
    claims.claim(alma_talks.conv, ana.pk)
    return alma_talks, visitor_cookie(alma), staff_cookie(ana_console)


async def test_typing_reaches_the_other_side_only_and_no_row(talk):
    alma, cookie, staff = talk
    async with visitor_line(cookie) as page, console_line(staff) as console:
        await page.hello((alma.conv, 1))
        await console.hello((alma.conv, 1))
        await page.say("typing", c=alma.conv, on=True)
        frame = await console.until("typing")
        assert frame == {"type": "typing", "c": alma.conv, "role": 1, "on": True}
        await console.say("typing", c=alma.conv, on=False)
        assert (await page.until("typing"))["role"] == 2
        assert await console.is_quiet()
    assert await in_db(Event.objects.count)() == 1


async def test_a_visitor_who_comes_and_goes_is_shown_and_keeps_an_ear(talk):
    alma, cookie, staff = talk
    async with console_line(staff) as console:
        await console.hello((alma.conv, 1))
        async with visitor_line(cookie) as page:
            await page.hello((alma.conv, 1))
        assert (await console.until("presence"))["here"] is False
        async with visitor_line(cookie) as page:
            await page.hello((alma.conv, 1))
            assert (await console.until("presence"))["here"] is True
            await console.sent(alma.counsellor())
            assert (await page.items(2))[-1]["kind"] == "message"


async def test_the_visitor_sees_a_place_that_shrinks(
    alma, bo, alma_talks, bo_talks, ana, visitor_cookie
):
    async with visitor_line(visitor_cookie(bo)) as page:
        await page.hello((bo_talks.conv, 0))
        assert (await page.until("place"))["ahead"] == 1
        await in_db(claims.claim)(alma_talks.conv, ana.pk)
        assert (await page.until("place"))["ahead"] == 0


async def test_a_place_moves_up_past_who_stays_away_and_down_when_they_are_back(
    alma, bo, alma_talks, bo_talks, visitor_cookie
):
    async with visitor_line(visitor_cookie(bo)) as page:
        await page.hello((bo_talks.conv, 0))
        assert (await page.until("place"))["ahead"] == 1
        await in_db(housekeeping.run_due)()
        gone = timezone.now() - AWAY_AFTER
        alma_waits = Ticket.objects.filter(conversation_id=alma_talks.conv)
        await in_db(alma_waits.update)(here_until=gone)
        await in_db(housekeeping.run_due)()
        assert (await page.until("place"))["ahead"] == 0
        async with visitor_line(visitor_cookie(alma)) as back:
            await back.hello((alma_talks.conv, 0))
            assert (await page.until("place"))["ahead"] == 1


async def test_a_console_hears_that_the_queue_changed(
    ana_console, bo, team_key, staff_cookie
):
    from tests.chat.conftest import begin

    async with console_line(staff_cookie(ana_console)) as console:
        await console.hello()
        await in_db(begin)(bo, team_key)
        assert await console.until("queue") == {"type": "queue"}


@pytest.mark.parametrize("kind", [TEXT, CONTROL], ids=["writes on", "declines"])
async def test_a_visitor_takes_a_proposal_to_end_back_until_the_next_one(talk, kind):
    alma, cookie, staff = talk
    tickets = Ticket.objects.filter(conversation_id=alma.conv)
    async with visitor_line(cookie) as page, console_line(staff) as console:
        await page.hello((alma.conv, 1))
        await console.hello((alma.conv, 1))
        await console.say("propose_end", c=alma.conv)
        await console.say("propose_end", c=alma.conv)
        assert (await page.items(2))[-1]["kind"] == "end_proposed"
        assert await in_db(tickets.exclude(end_proposed_at=None).exists)()
        await console.sent(alma.counsellor())
        assert await in_db(tickets.exclude(end_proposed_at=None).exists)()
        assert (await page.sent(alma, alma.seal(kind=kind)))["n"] == 4
        assert await in_db(tickets.filter(end_proposed_at=None).exists)()
        await console.say("propose_end", c=alma.conv)
        assert (await page.items(5))[-1]["kind"] == "end_proposed"
        assert await in_db(tickets.exclude(end_proposed_at=None).exists)()


async def test_quick_exit_is_the_end_for_both(talk, alma):
    side, cookie, staff = talk
    async with visitor_line(cookie) as page, console_line(staff) as console:
        await page.hello((side.conv, 1))
        await console.hello((side.conv, 1))
        await in_db(alma.post)("/chat/api/leave/")
        assert (await console.items(2))[-1]["kind"] == "left"
        assert (await page.closed())[0] == 4401
        await console.letter(side.counsellor())
        assert (await console.until("refused"))["code"] == "ended"
    assert await in_db(Conversation.objects.get)(session_hash=None)


async def test_a_visitor_may_talk_while_the_store_of_shares_is_away(
    talk, monkeypatch, settings
):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    alma, cookie, _ = talk
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 1))
        await page.sent(alma)
        await page.say("beat", at=[[alma.conv, 1]])
        await page.items(2)
