"""After the two minutes: who was still there is told, and nothing remains."""

import pytest
from asgiref.sync import sync_to_async as in_db
from django.db.models import Q

from chat import claims, endings, queue
from chat.models import Conversation, Event
from tests.chat.live.sockets import console_line, visitor_line
from tests.chat.peers import code, post

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize("with_code", [True, False])
async def test_both_sides_lose_the_line_of_what_is_settled(
    with_code, alma, alma_talks, ana, ana_console, visitor_cookie, staff_cookie
):
    if with_code:
        await in_db(post)(alma, "/chat/api/code/", code()[0])
    await in_db(claims.claim)(alma_talks.conv, ana.pk)
    async with (
        visitor_line(visitor_cookie(alma)) as page,
        console_line(staff_cookie(ana_console)) as console,
    ):
        await page.hello((alma_talks.conv, 1))
        await console.hello((alma_talks.conv, 1))
        await page.say("end", c=alma_talks.conv)
        await console.items(2)
        await console.until("queue")
        await in_db(endings.settle)(alma_talks.conv)
        assert (await page.closed())[0] == 4401
        await console.until("queue")
        await console.letter(alma_talks.counsellor())
        assert (await console.until("refused"))["code"] == "not_yours"
    assert await in_db(Conversation.objects.exists)() is with_code
    assert await in_db(Event.objects.exists)() is with_code


async def test_a_claimed_conversation_that_returned_is_lost_to_its_console(
    alma, alma_talks, ana, ana_console, staff_cookie
):
    await in_db(claims.claim)(alma_talks.conv, ana.pk)
    async with console_line(staff_cookie(ana_console)) as console:
        await console.hello((alma_talks.conv, 1))
        await in_db(queue.give_back)(alma_talks.conv, Q())
        await console.until("queue")
        await console.say("follow", c=alma_talks.conv, n=0)
        assert (await console.until("refused"))["code"] == "not_yours"
    assert not [f for f in console.seen if f["type"] == "events"]


async def test_a_bug_in_the_way_out_ends_the_line_instead_of_silencing_it(
    alma, alma_talks, visitor_cookie, monkeypatch
):
    def broken(*args):
        raise RuntimeError

    async with visitor_line(visitor_cookie(alma)) as page:
        await page.hello((alma_talks.conv, 0))
        monkeypatch.setattr("chat.realtime.following.Following.take", broken)
        await page.letter(alma_talks)
        code_, last = await page.closed()
        assert (code_, last["code"]) == (1013, "later")
