"""The way in and the end of a socket: whole frames of the right shape, or goodbye."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, ClassVar

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error as DatabaseFailure

from chat.conversations import Refused
from chat.messages import place_of
from chat.realtime import frames
from chat.wire import Shape

log = logging.getLogger(__name__)

SOCKETS_PER_SESSION = 3
# A poll is a line that lives for one exchange: a page has two at a time.
POLLS_PER_SESSION = 6
LATER_AFTER_MS = 2000
READ_WITHIN_S, BYE_WITHIN_S = 30, 1


class Line(AsyncWebsocketConsumer):
    # Sockets hear bells of their process; none has a place in the layer of its own.
    channel_layer_alias = None  # type: ignore[assignment]
    shapes: ClassVar[dict[str, Shape]]
    lines: ClassVar[dict[str, list["Line"]]] = defaultdict(list)
    rates: ClassVar[dict[str, frames.Rate]] = {}
    greeted = closing = False
    session = session_key = ""
    base_send: Any
    say: Callable[[str], bool]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        # Channels' own loop goes to a thread at every event, to close connections.
        self.scope, self.base_send, self.groups = scope, send, []
        # Some servers can say a word at once, and tell whether they did.
        self.say = scope.get("extensions", {}).get("say", _cannot)
        self.polled = bool(scope.get("polled"))
        self.rate = frames.Rate()
        self.sending: list[float] = []
        try:
            with suppress(StopConsumer):
                while True:
                    message = await receive()
                    await getattr(self, message["type"].replace(".", "_"))(message)
        finally:
            # A server may end this without a word, and nothing may stay behind.
            self.cut()

    async def websocket_disconnect(self, message: Any) -> None:
        self.cut()
        await self.disconnect(message.get("code", 1006))
        raise StopConsumer

    def cut(self) -> None:
        """Lets go of everything, at once; a second time does nothing."""
        self.closing = True
        self.leave_room()

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None
    ) -> None:
        if self.closing:
            return
        try:
            await self._obey(self._read(text_data))
        except frames.Violation as violation:
            await self.bye(violation.close_code)

    def _read(self, text: str | None) -> dict[str, Any]:
        if not self.rate.allows():
            raise frames.Violation(frames.RATE)
        frame = frames.parse(text, self.shapes)
        if self.greeted == (frame["type"] == "hello"):
            raise frames.Violation(frames.SHAPE)
        return frame

    async def _obey(self, frame: dict[str, Any]) -> None:
        try:
            await getattr(self, f"on_{frame['type']}")(frame)
        except Refused as refusal:
            await self._refuse(refusal.code, frame)
        except DatabaseFailure as failure:
            log.warning("The store is not available: %s", type(failure).__name__)
            await self._refuse("later", frame, after_ms=LATER_AFTER_MS)

    async def _refuse(
        self, code: str, frame: dict[str, Any], after_ms: int | None = None
    ) -> None:
        details: dict[str, Any] = {"code": code, "again": after_ms is not None}
        if after_ms is not None:
            details["after_ms"] = after_ms
        if "c" in frame:
            details["c"] = frame["c"]
        if "env" in frame:
            details |= place_of(frame["c"], frame["env"])
        await self.send_frame("refused", **details)

    async def make_room(self, session: str) -> None:
        """The newest sockets of a session win: an old one may be a dead one."""
        self.session = session
        self.session_key = session_key = f"{session} {self.polled}"
        # A flood that reconnects is the same flood.
        self.rate = self.rates.setdefault(session_key, self.rate)
        mates = self.lines[session_key]
        mates.append(self)
        while len(mates) > (POLLS_PER_SESSION if self.polled else SOCKETS_PER_SESSION):
            await mates.pop(0).bye(frames.SUPERSEDED)

    def leave_room(self) -> None:
        mates = self.lines.get(self.session_key, [])
        if self in mates:
            mates.remove(self)
        if not mates and self.session_key in self.lines:
            del self.lines[self.session_key]
            # Its bucket is forgotten when it would be full again.
            asyncio.get_running_loop().call_later(
                frames.FULL_AGAIN_S, Line._forget_rate, self.session_key
            )

    @classmethod
    def _forget_rate(cls, session_key: str) -> None:
        if session_key not in cls.lines:
            cls.rates.pop(session_key, None)

    @property
    def is_last(self) -> bool:
        """Whether no other line of its session, socket or poll, is in this process."""
        rooms = (f"{self.session} {polled}" for polled in (False, True))
        return not any(room in self.lines for room in rooms)

    async def send_frame(self, kind: str, **fields: Any) -> None:
        await self.send_text(json.dumps({"type": kind} | fields, separators=(",", ":")))

    async def send_text(self, text: str) -> None:
        """Waits while the other side does not read; `is_stuck` says for how long."""
        if self.closing or self.say(text):
            return
        began = monotonic()
        self.sending.append(began)
        try:
            await self._send(text)
        finally:
            self.sending.remove(began)

    async def _send(self, text: str) -> None:
        # Who hung up meanwhile hears nothing more; the server tells us next.
        with suppress(OSError, RuntimeError):
            await self.base_send({"type": "websocket.send", "text": text})

    @property
    def is_stuck(self) -> bool:
        return bool(self.sending) and monotonic() - self.sending[0] > READ_WITHIN_S

    async def bye(self, close_code: int, after_ms: int = 0) -> None:
        if self.closing:
            return
        word = frames.WORDS[close_code]
        last_word = {"type": "bye", "code": word, "after_ms": after_ms}
        self.closing = True
        with suppress(TimeoutError):
            async with asyncio.timeout(BYE_WITHIN_S):
                await self._send(json.dumps(last_word, separators=(",", ":")))
        with suppress(OSError, RuntimeError):
            await self.close(close_code)


def _cannot(_: str) -> bool:
    return False
