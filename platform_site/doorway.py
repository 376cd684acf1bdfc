"""Connections that have not asked anything whole yet: few, and not for long.

Half a request costs whoever sends it nothing. Here each costs a place among the
waiting, and the places are for the newest: descriptors are left for who is talking.
"""

import time
from typing import Any

# Daphne's server comes first: it chooses the reactor.
from daphne.server import HTTPFactory  # type: ignore[import-untyped]  # isort:skip
from daphne.http_protocol import WebRequest  # type: ignore[import-untyped]
from twisted.internet.task import LoopingCall
from twisted.web import http

HEAD_WITHIN_S = 10
# As long as an answer may take; pictures of the CMS go up in this time.
BODY_WITHIN_S = 120
# A proxy keeps its connections between two requests; Twisted ends them after a minute.
IDLE_WITHIN_S = 90
# Often, so that many who came together do not hold everybody up when they go together.
SWEEP_EVERY_S = 0.2


# Twisted's own class has no types to be checked against.
Untyped: Any = http.HTTPChannel


class Channel(Untyped):
    """One connection; it waits whenever no whole request of it is being answered."""

    factory: "Doorway"
    # Of all that was read in one piece only the first may be answered on the spot: whoever
    # sends a thousand questions at once would hold everybody else up.
    may_be_answered_at_once = False

    def connectionMade(self) -> None:  # noqa: N802
        super().connectionMade()
        self.factory.waits(self, HEAD_WITHIN_S)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        self.may_be_answered_at_once = True
        super().dataReceived(data)

    def requestFactory(self, *words: Any) -> Any:  # noqa: N802
        self.factory.hurries(self, HEAD_WITHIN_S)
        return WebRequest(*words)

    def checkPersistence(self, request: Any, version: bytes) -> bool:  # noqa: N802
        if not self.factory.leaving:
            return bool(super().checkPersistence(request, version))
        request.responseHeaders.setRawHeaders(b"Connection", [b"close"])
        return False

    def allHeadersReceived(self) -> None:  # noqa: N802
        self.factory.waits(self, BODY_WITHIN_S)
        super().allHeadersReceived()

    def allContentReceived(self) -> None:  # noqa: N802
        self.factory.leaves(self)
        super().allContentReceived()

    def writeHeaders(  # noqa: N802
        self, version: bytes, code: bytes, reason: bytes, headers: Any
    ) -> None:
        """In one piece; Twisted gives the transport four for every line."""
        lines = [b"%b %b %b" % (version, code, reason)]
        for name, values in headers.getAllRawHeaders():
            lines += [b"%b: %b" % (name, value) for value in values]
        self.transport.write(b"\r\n".join([*lines, b"", b""]))

    def requestDone(self, request: Any) -> None:  # noqa: N802
        self.factory.waits(self, IDLE_WITHIN_S)
        super().requestDone(request)

    def connectionLost(self, reason: Any) -> None:  # noqa: N802
        self.factory.leaves(self)
        super().connectionLost(reason)


class Doorway(HTTPFactory):
    protocol = Channel

    def __init__(self, server: Any, *, room: int) -> None:
        super().__init__(server)
        self.room = room
        self.leaving = False
        # In the order in which they began to wait.
        self._until: dict[Channel, float] = {}
        self._sweeps = LoopingCall(self.sweep)

    def log(self, request: Any) -> None:
        """Deliberately nothing: Twisted would write a line with who asked what."""

    def startFactory(self) -> None:  # noqa: N802
        super().startFactory()
        self._sweeps.start(SWEEP_EVERY_S)

    def stopFactory(self) -> None:  # noqa: N802
        self._sweeps.stop()
        super().stopFactory()

    def buildProtocol(self, addr: Any) -> Any:  # noqa: N802
        # Not Daphne's own: it would put its kind of request in the place of ours.
        return http.HTTPFactory.buildProtocol(self, addr)

    def waits(self, channel: Channel, within_s: float) -> None:
        self._until.pop(channel, None)
        self._until[channel] = time.monotonic() + within_s
        if len(self._until) > self.room:
            self._turn_out(next(iter(self._until)))

    def hurries(self, channel: Channel, within_s: float) -> None:
        """What was idle begins to ask: its time is short from here, and only once."""
        until = time.monotonic() + within_s
        if self._until.get(channel, 0) > until:
            self.waits(channel, within_s)

    def leaves(self, channel: Channel) -> None:
        self._until.pop(channel, None)

    def sweep(self) -> None:
        now = time.monotonic()
        for channel in [one for one, until in self._until.items() if until < now]:
            self._turn_out(channel)

    def close(self) -> None:
        """What has begun to ask is still heard; the next request is somebody else's."""
        self.leaving = True
        for channel in [one for one in self._until if not one.requests]:
            channel.loseConnection()

    def _turn_out(self, channel: Channel) -> None:
        self.leaves(channel)
        channel.transport.abortConnection()
