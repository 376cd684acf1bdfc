"""The short way of a frame gives what the library's own way gives, whatever comes."""

import asyncio

import pytest
from autobahn.twisted.websocket import WebSocketServerFactory
from autobahn.websocket.protocol import WebSocketProtocol
from hypothesis import given, strategies as st
from twisted.internet.main import CONNECTION_LOST

from chat.realtime import frames
from platform_site import shortcut
from platform_site.pressure import FRAMES_BURST, Socket
from tests.properties import tried

LENGTHS = st.sampled_from([0, 1, 4, 5, 125, 126, 127, 900, 65_535, 65_536])
# Cut anywhere: some end in the middle of a letter.
TEXTS = st.builds(
    lambda letter, length: (letter * length).encode()[:length],
    st.sampled_from(["a", "é", "😀"]),
    LENGTHS,
)
FIRST = st.sampled_from([0x81, 0x82, 0x01, 0x80, 0x89, 0x88, 0xC1, 0x83])


class Wire:
    """As much of a transport as a socket needs; takes `room` bytes at once."""

    TLS = False

    def __init__(self, room=10**9):
        self.room, self.sent, self.dataBuffer = room, b"", b""
        self._tempDataBuffer = []
        self.connected, self.disconnecting, self.reading = True, False, True

    def writeSomeData(self, data):  # noqa: N802
        if self.room is None:
            return CONNECTION_LOST
        now = data[: self.room]
        self.sent, self.room = self.sent + now, self.room - len(now)
        return len(now)

    def write(self, data):
        self._tempDataBuffer.append(data)

    def stopReading(self):  # noqa: N802
        self.reading = False

    def loseConnection(self):  # noqa: N802
        self.connected = False

    def abortConnection(self):  # noqa: N802
        self.connected = False

    def unregisterProducer(self):  # noqa: N802
        """Nobody produces here."""


class LongWay(Socket):
    def dataReceived(self, data):  # noqa: N802
        self._dataReceived(data)


def opened(kind):
    """A socket after its handshake, that notes how it was closed."""
    found = kind()
    found.factory = WebSocketServerFactory()
    found.transport = Wire()
    found._connectionMade()
    found.state, found.websocket_version = WebSocketProtocol.STATE_OPEN, 13
    found.inside_message, found.current_frame = False, None
    found.application_queue = asyncio.Queue()
    found.client_addr, found.muted, found.closed = None, False, []
    found.sendCloseFrame = lambda code=None, **_: found.closed.append(code)
    return found


def heard(socket):
    queue = socket.application_queue
    return [queue.get_nowait() for _ in range(queue.qsize())]


def frame(first, masked, mask, text):
    length, bit = len(text), 0x80 * masked
    head = bytes([first])
    if length < 126:
        head += bytes([bit | length])
    elif length <= 0xFFFF:
        head += bytes([bit | 126]) + length.to_bytes(2)
    else:
        head += bytes([bit | 127]) + length.to_bytes(8)
    if not masked:
        return head + text
    return head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(text))


FRAMES = st.builds(
    frame, FIRST, st.booleans(), st.binary(min_size=4, max_size=4), TEXTS
)
PLAIN = st.builds(
    frame, st.just(0x81), st.just(True), st.binary(min_size=4, max_size=4), TEXTS
)


@given(
    st.lists(st.one_of(PLAIN, FRAMES, st.binary(max_size=20)), max_size=4),
    st.lists(st.integers(1, 4000), max_size=3),
)
@tried(150)
def test_both_ways_hear_the_same_however_it_is_cut(said, cuts):
    short, long = opened(Socket), opened(LongWay)
    for piece in pieces(said, cuts):
        for one in (short, long):
            one.dataReceived(piece)
    assert heard(short) == heard(long)
    assert short.closed == long.closed
    assert (short.state, short.data) == (long.state, long.data)


def pieces(said, cuts):
    """Every frame by itself, the first ones cut in two."""
    for place, one in enumerate(said):
        cut = cuts[place] if place < len(cuts) else len(one)
        yield from filter(None, (one[:cut], one[cut:]))


def test_the_short_way_is_taken():
    text = "Ik weet het niet ✓".encode()
    assert shortcut.whole_text(frame(0x81, True, b"abcd", text)) == text


@given(TEXTS)
@tried(50)
def test_a_frame_is_written_as_the_library_writes_it(text):
    long = opened(LongWay)
    long.sendMessage(text, False)
    [written] = long.transport._tempDataBuffer
    assert shortcut.frame_of(text) in (written, None)
    assert (shortcut.frame_of(text) is None) == (len(text) > 65_535)


@pytest.mark.parametrize("room", [0, 3, 10**9])
def test_what_cannot_be_written_at_once_is_written_later_in_order(room):
    wire = Wire(room)
    for word in (b"eerst", b"daarna", b"laatst"):
        shortcut.write(wire, word)
    assert wire.sent + b"".join(wire._tempDataBuffer) == b"eerstdaarnalaatst"
    assert len(wire.sent) == min(room, len(b"eerstdaarnalaatst"))


def test_a_lost_connection_is_left_to_who_deals_with_it():
    wire = Wire(None)
    shortcut.write(wire, b"hallo")
    assert wire._tempDataBuffer == [b"hallo"]


def test_nothing_goes_past_a_sealed_transport():
    wire = Wire()
    wire.TLS = True
    shortcut.write(wire, b"hallo")
    assert (wire.sent, wire._tempDataBuffer) == (b"", [b"hallo"])


@pytest.mark.parametrize(
    "tiny",
    [
        frame(0x89, True, b"abcd", b""),
        frame(0x8A, True, b"abcd", b""),
        frame(0x81, True, b"abcd", b"{}"),
        frame(0x00, True, b"abcd", b""),
    ],
    ids=["pings", "pongs", "texts", "empty pieces"],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_frames_of_every_kind_have_a_limit(tiny, at_once):
    flood = opened(Socket)
    begin = frame(0x01, True, b"abcd", b"") if tiny[0] == 0 else b""
    many = [begin, *[tiny] * (2 * FRAMES_BURST)]
    for piece in [b"".join(many)] if at_once else filter(None, many):
        flood.dataReceived(piece)
    assert flood.closed == [frames.RATE]
    assert not flood.transport.reading
    assert not flood.data
    assert len(heard(flood)) <= FRAMES_BURST


def test_who_talks_as_people_do_never_meets_the_limit():
    page = opened(Socket)
    page.frame_rate.per_second = 0
    for _ in range(FRAMES_BURST):
        page.dataReceived(frame(0x8A, True, b"abcd", b""))
    assert not page.closed


@pytest.mark.parametrize("state", ["CONNECTING", "CLOSING", "CLOSED"])
def test_nothing_is_said_on_a_line_that_is_not_open(state):
    page = opened(Socket)
    page.state = getattr(WebSocketProtocol, f"STATE_{state}")
    assert not page.say("hallo")
    assert not page.transport.sent
