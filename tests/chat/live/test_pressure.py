"""A page that does not read: it costs what it was sent last, and then its line."""

import asyncio

import pytest

from chat.realtime import line, socket
from platform_site.pressure import MOST_UNHEARD, Gate, Socket
from tests.chat.live.sockets import visitor_line

pytestmark = pytest.mark.usefixtures("db")


class Deaf:
    """Between application and server: takes a frame, then no other until told."""

    def __init__(self):
        # The line that was opened last.
        [[*_, consumer]] = line.Line.lines.values()
        self.sent, self.reads = 0, asyncio.Event()
        self.send, consumer.base_send = consumer.base_send, self.held

    async def held(self, message):
        if message["type"] == "websocket.send":
            self.sent += 1
            await self.reads.wait()
        await self.send(message)


async def test_nothing_more_is_sent_while_the_page_does_not_read(
    alma, alma_talks, visitor_cookie
):
    cookie = visitor_cookie(alma)
    async with visitor_line(cookie) as page, visitor_line(cookie) as slow:
        for one in (page, slow):
            await one.hello((alma_talks.conv, 0))
            await one.until("place")
        deaf = Deaf()
        last = [(await page.sent(alma_talks))["n"] for _ in range(20)][-1]
        # One frame waits at the door; the rest waits in the database.
        assert deaf.sent <= 1
        deaf.reads.set()
        items = await slow.items(last, alma_talks.conv)
        assert [item["n"] for item in items] == list(range(1, last + 1))


async def test_who_does_not_read_for_long_loses_the_line(
    alma, alma_talks, visitor_cookie, monkeypatch
):
    monkeypatch.setattr(line, "READ_WITHIN_S", 0.1)
    monkeypatch.setattr(line, "BYE_WITHIN_S", 0.1)
    monkeypatch.setattr(socket, "BEAT_S", 0.05)
    async with visitor_line(visitor_cookie(alma)) as slow:
        await slow.hello((alma_talks.conv, 0))
        deaf = Deaf()
        await slow.letter(alma_talks)
        assert (await slow.closed())[0] == 4410
        # What a server does when the connection is over.
        deaf.reads.set()


class Transport:
    def __init__(self):
        self.disconnecting = False
        self.reading, self.producer = True, object()

    def stopReading(self):  # noqa: N802
        self.reading = False

    def startReading(self):  # noqa: N802
        self.reading = True

    def unregisterProducer(self):  # noqa: N802
        self.producer = None


@pytest.mark.parametrize("how", ["resumeProducing", "stopProducing"])
async def test_the_gate_holds_senders_and_reading_until_the_peer_has_read(how):
    transport = Transport()
    gate = Gate(transport)
    await gate.passed()
    gate.pauseProducing()
    waiting = [asyncio.ensure_future(gate.passed()) for _ in range(2)]
    await asyncio.sleep(0)
    assert not any(one.done() for one in waiting)
    assert not transport.reading
    getattr(gate, how)()
    await asyncio.gather(*waiting)
    await gate.passed()
    assert transport.reading == (how == "resumeProducing")


async def test_a_connection_that_is_ending_is_let_go_of():
    transport = Transport()
    gate = Gate(transport)
    gate.pauseProducing()
    transport.disconnecting = True
    gate.resumeProducing()
    assert transport.producer is None
    assert not transport.reading


def test_who_says_more_than_can_be_heard_is_over_the_limit():
    closed = []
    flood = Socket()
    flood.application_queue = asyncio.Queue()
    flood.sendCloseFrame = lambda code: closed.append(code)
    flood.client_addr, flood.transport = None, Transport()
    for _ in range(3 * MOST_UNHEARD):
        flood.onMessage(b"{}", False)
    assert closed == [4429]
    assert not flood.transport.reading
    assert flood.application_queue.qsize() == MOST_UNHEARD
