"""Whatever somebody sends: an answer or a documented close, and nobody else notices."""

import json
import logging

import pytest
from asgiref.sync import async_to_sync, sync_to_async as in_db
from hypothesis import given

from chat.models import Conversation, Event, Ticket
from chat.realtime import frames
from tests.chat.hostile import texts
from tests.chat.live.sockets import console_line, visitor_line
from tests.chat.peers import post
from tests.properties import tried

pytestmark = pytest.mark.usefixtures("db")

CODES = {4400, 4401, 4413, 4429}
ANSWERS = {
    "bye",
    "refused",
    "events",
    "place",
    "queue",
    "presence",
    "typing",
    "beat",
    "share",
}


def state():
    tables = (Conversation, Event, Ticket)
    skipped = ("here_until", "_state")
    return [
        [
            {name: value for name, value in vars(row).items() if name not in skipped}
            for row in table.objects.order_by("pk")
        ]
        for table in tables
    ]


async def answers(socket, text):
    """What came back until the line was quiet or closed."""
    await socket.send_to(text_data=text)
    # Waiting for output that does not come would end the application.
    while not await socket.receive_nothing(timeout=0.05):
        output = await socket.receive_output()
        if output["type"] == "websocket.close":
            assert output["code"] in CODES
            return
        frame = json.loads(output["text"])
        assert frame["type"] in ANSWERS, frame
        if frame["type"] == "bye":
            assert frame["code"] in frames.WORDS.values()


@pytest.fixture
def others(bo, bo_talks, ana_console, visitor_cookie, staff_cookie):
    claim = post(ana_console, "/console/api/claim/", {"conv": bo_talks.conv})
    assert claim.status_code == 200
    return bo_talks, visitor_cookie(bo), staff_cookie(ana_console)


@pytest.fixture
def _patient(monkeypatch):
    """A session has one bucket of frames, however often it comes back."""
    monkeypatch.setattr(frames, "BURST", 10_000)


@pytest.mark.hypothesis
@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize("who", ["visitor", "console"])
def test_no_frame_breaks_a_line_a_row_or_somebody_elses_talk(
    who, alma, alma_talks, others, ivo_console, visitor_cookie, staff_cookie, caplog
):
    caplog.set_level(logging.WARNING)
    bo_talks, bo_cookie, ana_cookie = others
    hostile = {
        "visitor": (visitor_line, visitor_cookie(alma), [(alma_talks.conv, 0)]),
        "console": (console_line, staff_cookie(ivo_console), []),
    }
    open_line, cookie, at = hostile[who]

    async def attack(text):
        async with open_line(cookie) as socket:
            await socket.hello(*at)
            await answers(socket, text)

    async def still_talking():
        async with visitor_line(bo_cookie) as page, console_line(ana_cookie) as console:
            await page.hello((bo_talks.conv, 0))
            await console.hello((bo_talks.conv, 0))
            bo_talks.renew()
            ack = await page.sent(bo_talks)
            await console.items(ack["n"], bo_talks.conv)

    before = state()

    @given(text=texts)
    @tried(60)
    def try_it(text):
        async_to_sync(attack)(text)

    try_it()
    assert state() == before
    async_to_sync(still_talking)()
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


async def test_a_hostile_neighbour_does_not_stop_a_talk_that_is_going_on(
    alma, alma_talks, others, visitor_cookie
):
    bo_talks, bo_cookie, ana_cookie = others
    async with visitor_line(bo_cookie) as page, console_line(ana_cookie) as console:
        await page.hello((bo_talks.conv, 1))
        await console.hello((bo_talks.conv, 1))
        for text in ("[" * 9000, "{", '{"type":"send"}', "null"):
            async with visitor_line(visitor_cookie(alma)) as bad:
                await bad.hello((alma_talks.conv, 0))
                await bad.send_to(text_data=text)
                assert (await bad.closed())[0] == 4400
            ack = await page.sent(bo_talks)
            await console.items(ack["n"], bo_talks.conv)
    assert await in_db(Event.objects.filter(kind="message").count)() == 4
