"""Whatever somebody sends: an answer or a documented close, and nobody else notices."""

import copy
import json
import logging

import pytest
from asgiref.sync import async_to_sync, sync_to_async as in_db
from hypothesis import example, given

from chat import messages
from chat.claims import claim
from chat.models import Conversation, Event, Ticket
from chat.models.conversation import TEAM, VISITOR, Sender
from chat.realtime import frames
from tests.chat.hostile import EVERY_ANSWER, Ground, Sealed, attacks
from tests.chat.live.obedience import SHAPES, Talk, rows_of
from tests.chat.live.sockets import WAIT_S, console_line, visitor_line
from tests.properties import tried

pytestmark = pytest.mark.usefixtures("db")

CODES = {4400, 4401, 4413}
PUSHED = {"ready", "events", "place", "queue", "presence", "typing", "beat", "share"}
REFUSALS = {"ended", "not_yours", "envelope", "reused", "gap", "taken", "gone"}
# It has no shape, so it ends every line that is still there.
LAST_WORD = "}"


def everything(conv):
    """Every column of a conversation but what says whether its visitor is there."""
    tables = (
        Conversation.objects.filter(pk=conv),
        Ticket.objects.filter(conversation=conv),
        Event.objects.filter(conversation=conv),
    )
    rows = [list(table.order_by("pk").values()) for table in tables]
    rows[1][0].pop("here_until")
    return rows


def put_back(kept):
    """As it was before the attack."""
    ([conversation], [ticket], events) = kept
    Conversation.objects.filter(pk=conversation["id"]).update(**conversation)
    Ticket.objects.filter(pk=ticket["id"]).update(**ticket)
    known = [event["id"] for event in events]
    Event.objects.filter(conversation=conversation["id"]).exclude(pk__in=known).delete()


async def answers(socket, theirs):
    """What was answered, until the line is closed; nothing of the others is in it."""
    found = []
    while True:
        output = await socket.receive_output(timeout=WAIT_S)
        if output["type"] == "websocket.close":
            assert output["code"] in CODES
            return found
        frame = json.loads(output["text"])
        if frame["type"] in PUSHED:
            assert theirs not in output["text"]
        elif frame["type"] == "bye":
            assert frame["code"] in frames.WORDS.values()
        elif frame["type"] == "refused":
            assert frame["code"] in REFUSALS
            found.append(frame["code"])
        else:
            assert frame["type"] in {"ack", "claimed"}, frame
            found.append(frame["type"])


@pytest.fixture
def others(bo, bo_talks, ana, ana_console, visitor_cookie, staff_cookie):
    claim(bo_talks.conv, ana.pk)
    return bo_talks, visitor_cookie(bo), staff_cookie(ana_console)


@pytest.fixture
def lines(alma, alma_talks, ivo, ivo_console, visitor_cookie, staff_cookie):
    """Each side of a conversation, to be attacked from: its role, its way in."""
    claim(alma_talks.conv, ivo.pk)
    return {
        "visitor": (VISITOR, visitor_line, visitor_cookie(alma)),
        "console": (TEAM, console_line, staff_cookie(ivo_console)),
    }


@pytest.fixture
def _patient(monkeypatch):
    """A session has one bucket of frames, however often it comes back."""
    monkeypatch.setattr(frames, "BURST", 10_000)


def sides(talk):
    return {VISITOR: talk, TEAM: talk.counsellor()}


def say(ground, by):
    """Something is there already, to be said again or otherwise."""
    side = ground.sides[by]
    envelope = ground.envelope(Sealed(by, 0, 0, "Hallo.", ("none",)))
    kept = Conversation.objects.select_related("ticket").get(pk=side.conv)
    sender = (
        Sender(VISITOR, session_hash=kept.session_hash)
        if side.role == VISITOR
        else Sender(TEAM, user_id=kept.ticket.counsellor_id)
    )
    messages.append(side.conv, sender, envelope)
    return envelope


@pytest.fixture
def ground(who, lines, alma_talks, others):
    role = lines[who][0]
    mine, theirs = sides(alma_talks), sides(others[0])
    return Ground(
        me=mine[role], my_other_side=mine[VISITOR + TEAM - role], them=theirs[role]
    )


@pytest.mark.hypothesis
@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize("who", ["visitor", "console"])
def test_a_line_does_what_it_may_and_no_frame_reaches_somebody_elses_talk(
    who, lines, ground, others, caplog
):
    caplog.set_level(logging.WARNING)
    role, open_line, cookie = lines[who]
    bo_talks, bo_cookie, ana_cookie = others
    mine, theirs = ground.convs["mine"], ground.convs["theirs"]
    talk = Talk(mine, role, said=[say(ground, "me"), say(ground, "my other side")])
    say(ground, "them")
    before, untouched = everything(mine), everything(theirs)

    async def attack(texts):
        async with open_line(cookie) as socket:
            for text in texts:
                await socket.send_to(text_data=text)
            return await answers(socket, theirs)

    async def still_talking():
        async with visitor_line(bo_cookie) as page, console_line(ana_cookie) as console:
            await page.hello((bo_talks.conv, 0))
            await console.hello((bo_talks.conv, 0))
            bo_talks.renew()
            ack = await page.sent(bo_talks)
            await console.items(ack["n"], bo_talks.conv)

    @given(moves=attacks(SHAPES[role]))
    @example(moves=EVERY_ANSWER)
    @tried(60)
    def try_it(moves):
        put_back(before)
        put_back(untouched)
        right = copy.deepcopy(talk)
        assert rows_of(mine) == right.rows()
        texts = [*map(ground.text, moves), LAST_WORD]
        assert async_to_sync(attack)(texts) == right.obey(texts)
        assert rows_of(mine) == right.rows()
        assert everything(theirs) == untouched

    try_it()
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
