"""A socket on Daphne that takes no more from either side than the other can bear.

Daphne itself has no back-pressure: it would keep in memory whatever a peer does not
read, and whatever a peer sends faster than it is heard.
"""

import asyncio
from typing import Any

from autobahn.websocket import protocol as autobahn
from daphne.ws_protocol import WebSocketProtocol  # type: ignore[import-untyped]

from chat.realtime import frames
from platform_site import shortcut

# More than a line may say at once: who has so much unheard is over its limit.
MOST_UNHEARD = frames.BURST + frames.PER_SECOND
# Frames that are no message: pings, answers to ours, pieces of one.
FRAMES_PER_SECOND, FRAMES_BURST = 100, 200

# Autobahn paints three words for a log line of every frame, which nobody keeps.
for painter in ("hltype", "hlval"):
    setattr(autobahn, painter, lambda _: "")


class Gate:
    """Closed by the transport while 64 KiB wait for the peer (IPushProducer)."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport
        self._closed: asyncio.Event | None = None

    def pauseProducing(self) -> None:  # noqa: N802
        if self._closed is None:
            self._closed = asyncio.Event()
        # Who does not read is not read either: answers to pings pile up just the same.
        self._transport.stopReading()

    def resumeProducing(self) -> None:  # noqa: N802
        self._open()
        if self._transport.disconnecting:
            # The transport waits for a producer that is still there.
            self._transport.unregisterProducer()
        else:
            self._transport.startReading()

    def stopProducing(self) -> None:  # noqa: N802
        self._open()

    def _open(self) -> None:
        if self._closed is not None:
            self._closed.set()
            self._closed = None

    @property
    def is_closed(self) -> bool:
        return self._closed is not None

    async def passed(self) -> None:
        if self._closed is not None:
            await self._closed.wait()


class Socket(WebSocketProtocol):
    gate: Gate | None = None
    over_the_limit = False

    def __init__(self) -> None:
        super().__init__()
        # Of any kind: also what never becomes a message costs time.
        self.frame_rate = frames.Rate(
            per_second=FRAMES_PER_SECOND, burst=FRAMES_BURST, left=FRAMES_BURST
        )

    def onOpen(self) -> None:  # noqa: N802
        # In the place of the HTTP channel that this connection was before.
        self.transport.unregisterProducer()
        self.gate = Gate(self.transport)
        self.transport.registerProducer(self.gate, True)
        super().onOpen()

    async def written(self) -> None:
        """Returns when the peer has read enough to be sent more."""
        if self.gate is not None:
            await self.gate.passed()

    def say(self, text: str) -> bool:
        """Whether it was sent at once; else the way is not free, or there is none."""
        if not self.can_talk or self.gate is None or self.gate.is_closed:
            return False
        frame = shortcut.frame_of(text.encode())
        if frame is None:
            return False
        shortcut.write(self.transport, frame)
        return True

    @property
    def can_talk(self) -> bool:
        return bool(self.state == self.STATE_OPEN)

    @property
    def is_closing(self) -> bool:
        return self.state in {self.STATE_CLOSING, self.STATE_CLOSED}

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        if self.over_the_limit:
            return
        text = shortcut.whole_text(data) if self._is_between_frames else None
        if text is None:
            super().dataReceived(data)
        elif self._may_say_more():
            self.onMessage(text, False)

    @property
    def _is_between_frames(self) -> bool:
        if not self.can_talk or self.data:
            return False
        return self.current_frame is None and not self.inside_message

    def onFrameBegin(self) -> None:  # noqa: N802
        super().onFrameBegin()
        if not self._may_say_more():
            # Nothing of what already came is looked at any more.
            self.data = b""

    def _may_say_more(self) -> bool:
        if not self.over_the_limit and not self.frame_rate.allows():
            self.serverClose(frames.RATE)
        return not self.over_the_limit

    def onMessage(self, payload: bytes, is_binary: bool) -> None:  # noqa: N802
        if self.over_the_limit:
            return
        if self.application_queue.qsize() >= MOST_UNHEARD:
            self.serverClose(frames.RATE)
            return
        super().onMessage(payload, is_binary)

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802
        # Autobahn's own way trips over 1012 and 1013, which are a server's to say.
        self.sendCloseFrame(code=1000 if code is None else code)
        if code == frames.RATE:
            # Whatever else a flood sends is not even looked at.
            self.over_the_limit = True
            self.transport.stopReading()
