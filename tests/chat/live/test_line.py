"""A conversation between two pages, over their lines."""

import pytest
from asgiref.sync import sync_to_async as in_db

from chat import claims
from chat.e2ee.boxes import to_base64url
from chat.models import Event
from tests.chat.live.sockets import console_line, visitor_line

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def pair(alma, alma_talks, ana, ana_console, visitor_cookie, staff_cookie):
    """Alma's and Ana's sides, after Ana claimed; and their cookies."""
    claims.claim(alma_talks.conv, ana.pk)
    ana = alma_talks.counsellor()
    return alma_talks, ana, visitor_cookie(alma), staff_cookie(ana_console)


async def test_the_answer_to_hello_is_ready_with_the_heads(pair):
    alma, _, cookie, _ = pair
    async with visitor_line(cookie) as page:
        ready = await page.hello((alma.conv, 0))
        assert ready["v"] == 1
        assert ready["heads"] == [[alma.conv, 1]]
        assert ready["beat"] > 0
        assert (await page.items(1))[0] == {"n": 1, "kind": "claimed"}


async def test_a_message_is_stored_acknowledged_and_opened_by_the_other_side(pair):
    alma, ana, cookie, staff = pair
    async with visitor_line(cookie) as page, console_line(staff) as console:
        await page.hello((alma.conv, 1))
        await console.hello((alma.conv, 1))
        ack = await page.sent(alma, alma.seal("Ik wil eruit."))
        assert (ack["c"], ack["n"], ack["ctr"]) == (alma.conv, 2, 0)
        assert ack["stream"] == to_base64url(alma.stream)
        assert await in_db(Event.objects.filter(n=2).exists)()
        (item,) = await console.items(2)
        assert ana.open(item["env"]) == "Ik wil eruit."
        await console.sent(ana, ana.seal("Fijn dat je er bent."))
        items = await page.items(3)
        assert alma.open(items[-1]["env"]) == "Fijn dat je er bent."


async def test_the_same_envelope_again_gets_the_same_answer_and_no_second_row(pair):
    alma, _, cookie, _ = pair
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 1))
        envelope = alma.seal()
        first = await page.sent(alma, envelope)
        await page.sent(alma)
        assert await page.sent(alma, envelope) == first
    assert await in_db(Event.objects.filter(kind="message").count)() == 2


async def test_who_follows_from_any_number_gets_exactly_what_came_after(pair):
    alma, ana, cookie, staff = pair
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 1))
        for _ in range(4):
            await page.sent(alma)
    for n in range(5):
        async with console_line(staff) as console:
            ready = await console.hello((alma.conv, n))
            assert ready["heads"] == [[alma.conv, 5]]
            items = await console.items(5)
            assert [item["n"] for item in items] == list(range(n + 1, 6))


async def test_a_beat_with_a_smaller_number_sends_again_from_there(pair):
    alma, _, cookie, _ = pair
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 0))
        await page.items(1)
        await page.sent(alma)
        await page.items(2)
        await page.say("beat", at=[[alma.conv, 1]])
        again = await page.until("events", prev=1)
        assert [item["n"] for item in again["items"]] == [2]
        await page.say("beat", at=[[alma.conv, 2]])
        await page.sent(alma)
        following = await page.until("events", prev=2)
        assert [item["n"] for item in following["items"]] == [3]


async def test_the_server_beats_with_the_heads(pair, monkeypatch):
    monkeypatch.setattr("chat.realtime.socket.BEAT_S", 0.01)
    alma, _, cookie, staff = pair
    async with visitor_line(cookie) as page, console_line(staff) as console:
        await page.hello((alma.conv, 1))
        await console.hello((alma.conv, 1))
        for one in (page, console):
            beat = await one.until("beat")
            assert beat["heads"] == [[alma.conv, 1]]
            assert "build" in beat


async def test_a_console_follows_what_was_claimed_while_it_was_open(
    alma, alma_talks, ana, ana_console, visitor_cookie, staff_cookie
):
    async with console_line(staff_cookie(ana_console)) as console:
        await console.hello()
        await in_db(claims.claim)(alma_talks.conv, ana.pk)
        await console.until("queue")
        await console.say("follow", c=alma_talks.conv, n=0)
        assert [item["kind"] for item in await console.items(1)] == ["claimed"]
        presence = await console.until("presence")
        assert presence["c"] == alma_talks.conv
        assert presence["here"] is True


async def test_what_bells_lost_is_made_good_by_a_beat(pair, monkeypatch):
    alma, _, cookie, staff = pair
    monkeypatch.setattr("chat.realtime.hub.Hub.ring", lambda self, bells: None)
    monkeypatch.setattr("chat.realtime.socket.BEAT_S", 0.05)
    async with visitor_line(cookie) as page, console_line(staff) as console:
        await page.hello((alma.conv, 1))
        await console.hello((alma.conv, 1))
        ack = await page.sent(alma)
        items = await console.items(ack["n"], alma.conv)
        assert [item["n"] for item in items] == [ack["n"]]
