"""The socket of a visitor's page: one conversation, its own."""

from typing import Any

from chat import endings, presence, sessions
from chat.events import Heads
from chat.models import Event
from chat.models.conversation import VISITOR, Sender
from chat.presence import Visitor
from chat.realtime import frames, reader
from chat.realtime.hub import QUEUE, hub
from chat.realtime.socket import ChatSocket
from chat.realtime.threads import in_db


class VisitorSocket(ChatSocket):
    shapes = frames.VISITOR_FRAMES

    async def identify(self) -> Sender | None:
        session_hash = sessions.of_headers(self.scope["headers"])
        conv = await reader.sessions_of(session_hash) if session_hash else None
        if conv is None:
            return None
        self.conv = conv
        self.ahead: int | None = None
        return Sender(VISITOR, session_hash=session_hash)

    async def greet(self, at: dict[str, int]) -> dict[str, int]:
        if at.keys() - {self.conv}:
            raise frames.Violation(frames.SESSION)
        await reader.visitors(self._here)
        self._queue_up()
        return {self.conv: at.get(self.conv, 0)}

    async def on_beat(self, frame: dict[str, Any]) -> None:
        await super().on_beat(frame)
        self.asides.do("sign of life", self._sign_of_life)

    async def _sign_of_life(self) -> None:
        share_is_held = await reader.visitors_in_time(self._here)
        if not share_is_held:
            self.pump.add("share")

    async def on_end(self, frame: dict[str, Any]) -> None:
        await in_db(endings.end)(frame["c"], self.sender)

    @property
    def _here(self) -> Visitor:
        return Visitor(self.conv, self.sender.session_hash)

    async def do_share(self, topic: str, _: int) -> None:
        await self.send_frame("share")

    async def do_presence(self, conv: str, here: int) -> None:
        # An old line of this page ended in another process, which knew of no other.
        if not here:
            await reader.visitors(self._here)

    def _queue_up(self) -> None:
        hub.join(QUEUE, self)
        self.pump.add("queue")

    def handed_out(self, items: list[dict[str, Any]]) -> None:
        # Back in the queue: from now on its place is news again.
        if any(item["kind"] == Event.RETURNED for item in items):
            self._queue_up()

    async def do_queue(self, topic: str, _: int) -> None:
        ahead = await reader.places(self.conv)
        if ahead is None:
            # Who does not wait is not woken for who does.
            hub.part(QUEUE, self)
        elif ahead != self.ahead:
            await self.send_frame("place", c=self.conv, ahead=ahead)
        self.ahead = ahead

    async def still_there(self) -> list[list[Any]] | None:
        heads = await reader.heads_in_time(Heads([self.conv], self.sender))
        return heads or None

    async def lost(self, conv: str) -> None:
        await self.bye(frames.SESSION)

    async def gone(self) -> None:
        if self.is_last:
            await in_db(presence.visitor_gone)(self.conv, self.sender.session_hash)
