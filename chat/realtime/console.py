"""The socket of a counsellor's console: all conversations that are theirs."""

import secrets
from functools import cached_property
from time import monotonic
from typing import Any

from chat import endings, presence
from chat.claims import Claim
from chat.conversations import NotYours
from chat.events import Heads
from chat.models.conversation import TEAM, Sender
from chat.presence import Console
from chat.queue import Mine
from chat.realtime import frames, reader, writer
from chat.realtime.hub import QUEUE, hub
from chat.realtime.socket import ChatSocket
from chat.realtime.threads import in_db
from platform_site.staff import access
from platform_site.staff.roles import Role

# What is said is checked as it comes; who only listens is looked at now and then.
IDENTIFY_AGAIN_S = 60


class ConsoleSocket(ChatSocket):
    shapes = frames.CONSOLE_FRAMES

    async def identify(self) -> Sender | None:
        user = await reader.staff(access.session_of_scope(dict(self.scope)))
        self.identified_at = monotonic()
        if user is None or not user.has_role(Role.COUNSELLOR):
            return None
        return Sender(TEAM, user_id=user.pk)

    @cached_property
    def connection(self) -> str:
        # All polls of a counsellor are one connection, kept alive by the next one.
        if self.polled:
            return f"polled {self.sender.user_id}"
        return secrets.token_urlsafe(16)

    async def greet(self, at: dict[str, int]) -> dict[str, int]:
        hub.join(QUEUE, self)
        await reader.consoles(self._here)
        mine = await reader.heads(Heads(list(at), self.sender))
        return {conv: at[conv] for conv, _ in mine}

    async def on_claim(self, frame: dict[str, Any]) -> None:
        # It brings somebody new into these hands: whose are they, at this moment?
        if await self.identify() != self.sender:
            raise frames.Violation(frames.SESSION)
        await writer.claim(Claim(frame["c"], self.sender.user_id))
        await self.send_frame("claimed", c=frame["c"])

    async def on_follow(self, frame: dict[str, Any]) -> None:
        if not await reader.heads(Heads([frame["c"]], self.sender)):
            raise NotYours
        self.follow(frame["c"], frame["n"])
        self.pump.add("presence", frame["c"])

    async def on_propose_end(self, frame: dict[str, Any]) -> None:
        await in_db(endings.propose)(frame["c"], self.sender)

    async def on_beat(self, frame: dict[str, Any]) -> None:
        await super().on_beat(frame)
        self.asides.do("sign of life", self._sign_of_life)
        for conv in self.following:
            self.pump.add("presence", conv)

    async def _sign_of_life(self) -> None:
        await reader.consoles_in_time(self._here)

    @property
    def _here(self) -> Console:
        return Console(self.sender.user_id, self.connection)

    async def do_queue(self, topic: str, _: int) -> None:
        await self.send_frame("queue")

    async def do_presence(self, conv: str, _: int) -> None:
        found = await reader.presences(Mine(conv, self.sender.user_id))
        if found is not None:
            await self.send_frame("presence", c=conv, **found)

    async def lost(self, conv: str) -> None:
        self.unfollow(conv)
        await self.send_frame("queue")

    async def still_there(self) -> list[list[Any]] | None:
        is_due = monotonic() - self.identified_at > IDENTIFY_AGAIN_S
        if is_due and await self.identify() != self.sender:
            return None
        return await super().still_there()

    async def gone(self) -> None:
        await in_db(presence.end_lease)(self.connection)
