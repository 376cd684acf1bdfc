"""What a poll may be, who may ask it, and how little anything else costs."""

import asyncio

import pytest
from asgiref.sync import sync_to_async as in_db
from django.conf import settings

from chat.realtime import asked, frames, polled, restart
from chat.realtime.line import Line
from platform_site.sockets import WithPolls
from tests.chat.live.polls import CHAT, CONSOLE, HOST, Poll, body, hello, poll, waiting

pytestmark = pytest.mark.usefixtures("db")

C = "A" * 22
NOT_POLLS = [
    b"",
    b" ",
    b"no json",
    b"[]",
    b"\xff\xfe",
    b"[" * 5000,
    b"9" * 20_000,
    body(hello()) | {"more": 1},
    {"frames": [hello()], "wait": 0},
    body(),
    body(hello()) | {"frames": {}},
    body("hello"),
    body(None),
    body([hello()]),
    body(*[hello()] * 41),
    body(hello(), wait=-1),
    body(hello(), wait=25.1),
    body(hello(), wait=True),
    body(hello(), wait="1"),
    body(hello(), wait=None),
    body(hello(), wait=float("nan")),
    body(hello(), wait=float("inf")),
    body(hello(), known={}),
    body(hello(), known=[["place", C]]),
    body(hello(), known=[["place", "short", 1]]),
    body(hello(), known=[["events", C, 1]]),
    body(hello(), known=[[["place"], C, 1]]),
    body(hello(), known=[["place", C, "1"]]),
    body(hello(), known=[["place", C, 1]] * 41),
]


@pytest.fixture
def cookie(alma, alma_talks, visitor_cookie):
    return visitor_cookie(alma)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
async def test_only_a_post_is_a_poll(cookie, method):
    answer = await Poll(CHAT, body(hello()), cookie, method=method).ends()
    assert answer.status == 405
    assert answer.headers["allow"] == "POST"
    assert not answer.asked.is_set()


@pytest.mark.parametrize(
    "origin", ["", "null", settings.SITE_ORIGIN, settings.CHAT_ORIGIN + ":81"]
)
async def test_a_page_of_another_origin_is_not_answered(cookie, alma_talks, origin):
    posted = body(hello((alma_talks.conv, 0)))
    answer = await Poll(CHAT, posted, cookie, origin=origin).ends()
    assert answer.status == 403
    assert not answer.asked.is_set()


async def test_the_portal_has_no_polls(cookie):
    host = settings.SITE_ORIGIN.partition("://")[2]
    for at, status in ((host, 404), (HOST, 405)):
        answer = await Poll(CHAT, b"", cookie, host=at, method="GET").ends()
        assert answer.status == status


@pytest.mark.parametrize("posted", NOT_POLLS, ids=repr)
async def test_what_is_no_poll_is_refused(cookie, posted):
    answer = await Poll(CHAT, posted, cookie).ends()
    assert (answer.status, answer.said) == (400, {"code": "shape"})


async def test_a_body_that_tells_it_is_too_large_is_not_read(cookie):
    told = {"content-length": str(asked.MOST_BYTES + 1)}
    answer = await Poll(CHAT, body(hello()), cookie, headers=told).ends()
    assert (answer.status, answer.said) == (413, {"code": "size"})
    assert len(answer.chunks) == 1


async def test_a_body_without_an_end_is_read_no_further_than_allowed(cookie):
    answer = await Poll(CHAT, cookie=cookie, chunks=[b" " * 8192] * 100).ends()
    assert answer.status == 413
    assert 100 - len(answer.chunks) == asked.MOST_BYTES // 8192 + 1


async def test_a_body_that_does_not_come_is_not_waited_for(cookie, monkeypatch):
    monkeypatch.setattr(polled, "BODY_WITHIN_S", 0.01)
    answer = await Poll(CHAT, cookie=cookie, chunks=[b"{", None, b""]).ends()
    assert (answer.status, answer.said) == (408, {"code": "hello"})


async def test_too_many_polls_are_asked_to_come_later(cookie, monkeypatch):
    monkeypatch.setattr(polled, "MOST_OPEN", 0)
    answer = await Poll(CHAT, body(hello()), cookie).ends()
    assert (answer.status, answer.said) == (503, {"code": "later"})


@pytest.mark.parametrize("path", [CHAT, CONSOLE])
async def test_who_has_no_session_hears_the_same_word_as_on_a_socket(db, path):
    answer = await poll(path, "", hello(), wait=25)
    assert answer.said["frames"][-1]["code"] == "session"
    assert answer.said["closed"] == 4401


async def test_a_visitor_polls_no_console(cookie, alma_talks):
    answer = await poll(CONSOLE, cookie, hello())
    assert answer.said["closed"] == 4401


async def test_hello_comes_first_and_is_for_ones_own_conversation(
    cookie, alma_talks, bo_talks
):
    beat = {"type": "beat", "at": []}
    own, others = [hello((one.conv, 0)) for one in (alma_talks, bo_talks)]
    for said, code in (([beat], 4400), ([own, own], 4400), ([others], 4401)):
        answer = await poll(CHAT, cookie, *said, wait=25)
        assert answer.said["closed"] == code
        last = answer.said["frames"][-1]
        assert (last["type"], last["code"]) == ("bye", frames.WORDS[code])


async def test_a_frame_has_the_limit_it_has_on_a_socket(cookie, alma_talks):
    large = {"type": "send", "c": alma_talks.conv, "env": "A" * frames.FRAME_BYTES}
    answer = await poll(CHAT, cookie, hello((alma_talks.conv, 0)), large)
    assert answer.said["closed"] == 4413


async def test_many_polls_are_counted_as_one_line(cookie, alma_talks, monkeypatch):
    monkeypatch.setattr(frames, "PER_SECOND", 0.001)
    said = [hello((alma_talks.conv, 0))]
    said += [{"type": "typing", "c": alma_talks.conv, "on": True}] * 24
    assert "closed" not in (await poll(CHAT, cookie, *said)).said
    assert (await poll(CHAT, cookie, *said)).said["closed"] == 4429


async def test_of_seven_polls_at_a_time_the_oldest_goes(
    cookie, alma_talks, ana_console, staff_cookie
):
    staff = await in_db(staff_cookie)(ana_console)
    polls = [await waiting(CONSOLE, staff, hello()) for _ in range(7)]
    assert (await polls[0].ends()).said["closed"] == 4409
    assert len(next(iter(Line.lines.values()))) == 6
    for one in polls[1:]:
        assert not one.task.done()
        await one.hang_up()


async def test_a_process_that_leaves_sends_on_who_waits_and_who_comes(
    cookie, alma_talks, ana_console, staff_cookie, monkeypatch
):
    monkeypatch.setattr(restart, "leaving", asyncio.Event())
    page = await waiting(CONSOLE, await in_db(staff_cookie)(ana_console), hello())
    await restart.farewell()
    late = await poll(CHAT, cookie, hello((alma_talks.conv, 0)), wait=25)
    for answer in (await page.ends(), late):
        assert answer.said["closed"] == 1012
        bye = answer.said["frames"][-1]
        assert (bye["code"], bye["after_ms"] >= 0) == ("restart", True)


async def test_an_answer_has_the_headers_of_every_other(alma, alma_talks, cookie):
    api = await in_db(alma.get)("/chat/api/team/")
    ours = {name.lower(): value for name, value in api.headers.items()}
    for name in ("content-length", "content-language", "date"):
        ours.pop(name, None)
    for posted in (body(hello((alma_talks.conv, 0))), b"no json"):
        answer = await Poll(CHAT, posted, cookie).ends()
        length = answer.headers.pop("content-length")
        assert int(length) == len(answer.sent[1]["body"])
        told = {name: answer.headers[name] for name in ours}
        assert told == ours
    assert "no-store" in told["cache-control"]


def on(line):
    """The application, with another line behind its polls."""
    return WithPolls(None, line)


async def test_a_line_that_breaks_is_told_as_a_failure():
    seen = []

    async def breaks(scope, receive, send):
        seen.append((scope["type"], scope["path"], scope["polled"]))
        raise ValueError

    answer = await Poll(CHAT, body(hello()), app=on(breaks)).ends()
    assert answer.said == {"frames": [], "closed": 1011}
    assert seen == [("websocket", "/ws/chat/", True)]


async def test_a_line_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(polled, "LEAVE_WITHIN_S", 0.01)
    monkeypatch.setattr(polled, "READY_WITHIN_S", 0.01)
    ended = asyncio.Event()

    async def stays(scope, receive, send):
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    answer = await Poll(CHAT, body(hello()), app=on(stays)).ends()
    assert (answer.status, answer.said) == (503, {"code": "later"})
    await asyncio.wait_for(ended.wait(), 60)
