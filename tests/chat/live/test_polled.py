"""A conversation without sockets: the same promises, one exchange at a time."""

import asyncio
import logging

import pytest
from asgiref.sync import sync_to_async as in_db
from django.utils import timezone

from chat import claims, events
from chat.e2ee.boxes import to_base64url
from chat.models import Event, Lease, Ticket
from chat.realtime import asked, polled
from chat.realtime.hub import Hub, hub
from chat.realtime.line import Line
from tests.chat.live.polls import CHAT, CONSOLE, hello, poll, waiting
from tests.chat.live.sockets import visitor_line

pytestmark = pytest.mark.usefixtures("db")


def letter(side, envelope=None):
    sealed = envelope if envelope is not None else side.seal()
    return {"type": "send", "c": side.conv, "env": to_base64url(sealed)}


@pytest.fixture
def cookie(alma, alma_talks, visitor_cookie):
    return visitor_cookie(alma)


@pytest.fixture
def staff(ana, ana_console, staff_cookie, alma_talks):
    """Ana's cookie, after she took Alma's conversation."""
    claims.claim(alma_talks.conv, ana.pk)
    return staff_cookie(ana_console)


async def test_a_poll_begins_with_ready_and_the_heads(cookie, staff, alma_talks):
    answer = await poll(CHAT, cookie, hello((alma_talks.conv, 1)))
    (ready,) = answer.said["frames"]
    assert ready["type"] == "ready"
    assert ready["heads"] == [[alma_talks.conv, 1]]
    assert "closed" not in answer.said


async def test_a_message_is_acknowledged_and_ends_the_others_wait(
    cookie, staff, alma_talks
):
    alma, ana = alma_talks, alma_talks.counsellor()
    console = await waiting(CONSOLE, staff, hello((alma.conv, 1)))
    sent = await poll(
        CHAT, cookie, hello((alma.conv, 1)), letter(alma, alma.seal("Ik wil eruit."))
    )
    (ack,) = sent.frames("ack")
    assert (ack["c"], ack["n"], ack["ctr"]) == (alma.conv, 2, 0)
    assert await in_db(Event.objects.filter(n=2).exists)()
    (item,) = (await console.ends()).items()
    assert console.frames("events")[0]["prev"] == 1
    assert ana.open(item["env"]) == "Ik wil eruit."


async def test_a_poll_and_a_socket_talk_to_each_other(cookie, staff, alma_talks):
    alma, ana = alma_talks, alma_talks.counsellor()
    async with visitor_line(cookie) as page:
        await page.hello((alma.conv, 1))
        await poll(CONSOLE, staff, hello((alma.conv, 1)), letter(ana))
        assert alma.open((await page.items(2))[0]["env"]) == "Hallo."
        console = await waiting(CONSOLE, staff, hello((alma.conv, 2)))
        await page.sent(alma)
        assert [item["n"] for item in (await console.ends()).items()] == [3]


async def test_what_came_between_two_polls_comes_with_the_next(
    cookie, staff, alma_talks
):
    alma, ana = alma_talks, alma_talks.counsellor()
    await poll(CHAT, cookie, hello((alma.conv, 1)))
    letters = [letter(ana) for _ in range(3)]
    await poll(CONSOLE, staff, hello((alma.conv, 1)), *letters)
    for n in range(1, 4):
        answer = await poll(CHAT, cookie, hello((alma.conv, n)), wait=25)
        assert [item["n"] for item in answer.items()] == list(range(n + 1, 5))


async def test_the_same_envelope_again_gets_the_same_answer_and_no_second_row(
    cookie, staff, alma_talks
):
    envelope = alma_talks.seal()
    said = [hello((alma_talks.conv, 1)), letter(alma_talks, envelope)]
    first, second = [await poll(CHAT, cookie, *said) for _ in range(2)]
    assert first.frames("ack") == second.frames("ack") != []
    assert await in_db(Event.objects.filter(kind="message").count)() == 1


async def test_everything_said_in_one_poll_is_done_and_answered(
    cookie, staff, alma_talks
):
    letters = [letter(alma_talks) for _ in range(4)]
    ending = {"type": "end", "c": alma_talks.conv}
    too_late = letter(alma_talks)
    said = [hello((alma_talks.conv, 1)), *letters, ending, too_late]
    answer = await poll(CHAT, cookie, *said)
    assert [ack["n"] for ack in answer.frames("ack")] == [2, 3, 4, 5]
    (refused,) = answer.frames("refused")
    assert (refused["code"], refused["ctr"]) == ("ended", 4)


async def test_typing_reaches_a_poll_that_waits(cookie, staff, alma_talks):
    conv = alma_talks.conv
    page = await waiting(CHAT, cookie, hello((conv, 1)))
    typing = {"type": "typing", "c": conv, "on": True}
    await poll(CONSOLE, staff, hello((conv, 1)), typing)
    assert (await page.ends()).frames("typing") == [typing | {"role": 2}]


async def test_the_place_in_the_queue_is_news_once(
    cookie, alma_talks, ana, staff_cookie
):
    conv = alma_talks.conv
    answer = await poll(CHAT, cookie, hello((conv, 0)), wait=25)
    (place,) = answer.frames("place")
    known = [["place", conv, place["ahead"]]]
    page = await waiting(CHAT, cookie, hello((conv, 0)), known=known)
    await in_db(claims.claim)(conv, ana.pk)
    assert [item["kind"] for item in (await page.ends()).items()] == ["claimed"]


async def test_a_beat_tells_a_console_who_is_there(cookie, staff, alma_talks):
    conv = alma_talks.conv
    beat = {"type": "beat", "at": [[conv, 1]]}
    answer = await poll(CONSOLE, staff, hello((conv, 1)), beat, wait=25)
    (presence,) = answer.frames("presence")
    assert (presence["c"], presence["here"]) == (conv, True)
    known = [["presence", conv, True]]
    again = await waiting(CONSOLE, staff, hello((conv, 1)), beat, known=known)
    await poll(CHAT, cookie, hello((conv, 1)), letter(alma_talks))
    assert [item["n"] for item in (await again.ends()).items()] == [2]


async def test_who_polls_stays_there_between_two_polls(cookie, staff, alma_talks):
    await in_db(Ticket.objects.update)(here_until=timezone.now())
    await poll(CHAT, cookie, hello((alma_talks.conv, 1)))
    ticket = await in_db(Ticket.objects.get)()
    assert ticket.visitor_is_here()
    for _ in range(3):
        await poll(CONSOLE, staff, hello())
    assert await in_db(Lease.objects.live().count)() == 1


async def test_nothing_is_left_of_a_poll(cookie, staff, alma_talks):
    at = (alma_talks.conv, 1)
    await poll(CHAT, cookie, hello(at), letter(alma_talks))
    hung_up = await waiting(CHAT, cookie, hello(at))
    await hung_up.hang_up()
    assert hung_up.sent == []
    cancelled = await waiting(CHAT, cookie, hello(at))
    cancelled.task.cancel()
    await asyncio.wait({cancelled.task})
    for leaving in list(polled._leaving):
        await leaving
    assert hub.topics == {}
    assert not Line.lines


async def test_who_cannot_be_rung_looks_again_soon(
    cookie, staff, alma_talks, monkeypatch
):
    monkeypatch.setattr(polled, "WAIT_WHEN_DEAF_S", 0.01)
    monkeypatch.setattr(Hub, "deaf", True)
    answer = await poll(CHAT, cookie, hello((alma_talks.conv, 1)), wait=25)
    assert [frame["type"] for frame in answer.said["frames"]] == ["ready"]


async def test_who_can_no_longer_be_rung_while_waiting_looks_again_soon(
    cookie, staff, alma_talks, monkeypatch
):
    monkeypatch.setattr(polled, "WAIT_WHEN_DEAF_S", 0.01)
    asked_for = iter([False, False])
    deaf = property(lambda _: next(asked_for, True))
    monkeypatch.setattr(Hub, "deaf", deaf)
    answer = await poll(CHAT, cookie, hello((alma_talks.conv, 1)), wait=25)
    assert [frame["type"] for frame in answer.said["frames"]] == ["ready"]


async def test_much_that_was_missed_comes_in_answers_of_bounded_size(
    cookie, staff, alma_talks, monkeypatch
):
    at = (alma_talks.conv, 1)
    await poll(CHAT, cookie, hello(at), *[letter(alma_talks) for _ in range(9)])
    monkeypatch.setattr(events, "PAGE_ROWS", 2)
    monkeypatch.setattr(asked, "MOST_BYTES", 2500)
    seen, answers = [1], []
    while seen[-1] < 10:
        answer = await poll(CONSOLE, staff, hello((alma_talks.conv, seen[-1])), wait=25)
        seen += [item["n"] for item in answer.items()]
        answers.append(answer)
    assert seen == list(range(1, 11))
    assert len(answers) > 1
    assert max(len(answer.sent[1]["body"]) for answer in answers) < 2 * 2500


async def test_no_log_record_holds_a_token_an_id_or_an_envelope(
    cookie, staff, alma_talks, caplog
):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("tests.proof").debug("is heard")
    said = letter(alma_talks)
    await poll(CHAT, cookie, hello((alma_talks.conv, 1)), said)
    await poll(CONSOLE, staff, hello((alma_talks.conv, 1)), wait=25)
    lines = caplog.text
    assert "is heard" in lines
    tokens = [one.partition("=")[2] for one in (cookie, staff)]
    for secret in [alma_talks.conv, said["env"], *tokens]:
        assert secret not in lines
