"""A socket on Daphne that takes no more from either side than the other can bear.

Daphne itself has no back-pressure: it would keep in memory whatever a peer does not
read, and whatever a peer sends faster than it is heard.
"""

import asyncio
from typing import Any

from autobahn.websocket import protocol as autobahn
from daphne.ws_protocol import WebSocketProtocol  # type: ignore[import-untyped]

from chat.realtime import frames

# More than a line may say at once: who has so much unheard is over its limit.
MOST_UNHEARD = frames.BURST + frames.PER_SECOND

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

    async def passed(self) -> None:
        if self._closed is not None:
            await self._closed.wait()


class Socket(WebSocketProtocol):
    gate: Gate | None = None
    over_the_limit = False

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

    def onMessage(self, payload: bytes, is_binary: bool) -> None:  # noqa: N802
        if self.over_the_limit:
            return
        if self.application_queue.qsize() >= MOST_UNHEARD:
            self.over_the_limit = True
            self.serverClose(frames.RATE)
            return
        super().onMessage(payload, is_binary)

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802
        # Autobahn's own way trips over 1012 and 1013, which are a server's to say.
        self.sendCloseFrame(code=1000 if code is None else code)
        if code == frames.RATE:
            # Whatever else a flood sends is not even looked at.
            self.transport.stopReading()
