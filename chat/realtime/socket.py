"""What visitors' and counsellors' sockets share: following conversations."""

import asyncio
import random
from functools import partial
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseFailure

from chat.conversations import NotYours
from chat.events import After, Heads
from chat.messages import Letter
from chat.models.conversation import Sender
from chat.realtime import bells, frames, reader, restart, writer
from chat.realtime.bells import Message
from chat.realtime.following import Following
from chat.realtime.hub import QUEUE, Bell, hub
from chat.realtime.line import Line
from chat.realtime.pump import Asides, Pump, unread

BEAT_S, BEAT_WHEN_DEAF_S = 20, 5
HELLO_WITHIN_S, ANSWER_WITHIN_S = 10, 60
# A beat that asks for everything again is heard once in a while only.
REWIND_AGAIN_S = 5
READ_AGAIN_S = 2


class ChatSocket(Line):
    sender: Sender

    async def connect(self) -> None:
        self.following: dict[str, Following] = {}
        self.pump = Pump(self._do, self._broken)
        self.asides = Asides(self._broken)
        self.typing = frames.Rate(per_second=1, burst=3, left=3)
        self.rewound_at = float("-inf")
        self.timer: asyncio.TimerHandle | None = None
        await self.accept()
        try:
            sender = await self.identify()
        except DatabaseFailure:
            await self.bye(frames.LATER)
            return
        if sender is None:
            await self.bye(frames.SESSION)
            return
        self.sender = sender
        await self.make_room(f"{sender.role} {sender.session_hash} {sender.user_id}")
        self._set_timer(HELLO_WITHIN_S, self._expect_hello)

    async def identify(self) -> Sender | None:
        raise NotImplementedError

    async def greet(self, at: dict[str, int]) -> dict[str, int]:
        """What may be followed of what was asked for, and from where."""
        raise NotImplementedError

    async def lost(self, conv: str) -> None:
        """It is no longer ours: wiped, or somebody else's."""
        raise NotImplementedError

    async def gone(self) -> None:
        """After the line is cut."""
        raise NotImplementedError

    def cut(self) -> None:
        super().cut()
        if not hasattr(self, "pump"):
            return
        self.pump.close()
        self.asides.close()
        if self.timer is not None:
            self.timer.cancel()
        for topic in [*self.following, QUEUE]:
            hub.part(topic, self)

    async def disconnect(self, code: int) -> None:
        # A poll ends all the time, and who is sent on is back in a moment: whether they
        # are there is told by their deadline.
        if self.greeted and not self.polled and not restart.leaving.is_set():
            with unread("sign of life"):
                await self.gone()

    async def on_hello(self, frame: dict[str, Any]) -> None:
        # From here on it is us who are slow.
        self._set_timer(ANSWER_WITHIN_S, self._expect_hello)
        places = await self.greet(frame["at"])
        heads = await reader.heads(Heads(list(places), self.sender))
        # Only now: who was refused for lack of a database must be able to ask again.
        self.greeted = True
        for conv, n in places.items():
            self.follow(conv, n)
        await self.send_frame(
            "ready", v=1, beat=BEAT_S, build=settings.BUILD, heads=heads
        )
        self.pump.open()
        self._beat_later(0)

    async def on_send(self, frame: dict[str, Any]) -> None:
        conv, envelope = frame["c"], frame["env"]
        stored = await writer.append(Letter(conv, self.sender, envelope))
        # By hand, as in bells: base64url and numbers only.
        await self.send_text(
            f'{{"type":"ack","c":"{conv}","stream":"{stored.stream}",'
            f'"ctr":{stored.ctr},"n":{stored.n}}}'
        )

    async def on_typing(self, frame: dict[str, Any]) -> None:
        if frame["c"] in self.following and self.typing.allows():
            bells.ring_typing(frame["c"], self.sender.role, on=frame["on"])

    async def on_beat(self, frame: dict[str, Any]) -> None:
        now = monotonic()
        if now - self.rewound_at < REWIND_AGAIN_S:
            return
        for conv, n in frame["at"].items():
            place = self.following.get(conv)
            if place is not None and n < place.cursor:
                self.rewound_at = now
                place.rewind(n)
                self.pump.add("events", conv)

    def follow(self, conv: str, n: int) -> None:
        hub.join(conv, self)
        self.following[conv] = Following(n)
        self.pump.add("events", conv)

    def unfollow(self, conv: str) -> None:
        self.following.pop(conv, None)
        hub.part(conv, self)

    def hear(self, bell: Bell) -> None:
        if bell.what == "event":
            self._hear_event(bell.topic, bell.n, bell.here)
        elif bell.what != f"typing{self.sender.role}":
            self.pump.add(bell.what, bell.topic, bell.n)

    def _hear_event(self, conv: str, n: int, message: Message | None) -> None:
        place = self.following.get(conv)
        if place is None:
            return
        if message is not None and not message.audience.has(self.sender):
            message = None
        if message is not None and self._handed_over(place, message):
            return
        if place.hear(n, message):
            self.pump.add("events", conv)

    def _handed_over(self, place: Following, message: Message) -> bool:
        """What nothing stands in the way of needs no task and no turn."""
        if self.closing or not self.pump.is_idle or not place.is_next(message.n):
            return False
        said = self.say(message.frame)
        if said:
            place.cursor = message.n
        return said

    async def _do(self, what: str, topic: str, n: int) -> None:
        await getattr(self, f"do_{what}")(topic, n)

    async def do_events(self, conv: str, _: int) -> None:
        while place := self.following.get(conv):
            if message := place.take():
                await self.send_text(message.frame)
            elif place.unread:
                await self._read_on(conv, place)
            else:
                return

    async def _read_on(self, conv: str, place: Following) -> None:
        cursor, place.unread = place.cursor, False
        try:
            items, more = await reader.after(After(conv, self.sender, cursor))
        except NotYours:
            await self.lost(conv)
            return
        except DatabaseFailure:
            place.unread = True
            loop = asyncio.get_running_loop()
            loop.call_later(READ_AGAIN_S, self.pump.add, "events", conv)
            raise
        if place.cursor != cursor:
            place.unread = True  # a beat asked for less meanwhile
            return
        place.unread = place.unread or more
        if items:
            place.cursor = items[-1]["n"]
            await self.send_frame("events", c=conv, prev=cursor, items=items)
            self.handed_out(items)

    def handed_out(self, items: list[dict[str, Any]]) -> None:
        """What was just read and sent; for who must know of it."""

    async def do_typing1(self, conv: str, on: int) -> None:
        await self.send_frame("typing", c=conv, role=1, on=bool(on))

    async def do_typing2(self, conv: str, on: int) -> None:
        await self.send_frame("typing", c=conv, role=2, on=bool(on))

    async def _beat(self) -> None:
        heads = await self.still_there()
        if heads is None:
            # Who was sent away meanwhile loses the line, also when they say nothing.
            await self.bye(frames.SESSION)
            return
        for conv, head in heads:
            self._look_again(conv, head)
        await self.send_frame("beat", heads=heads, build=settings.BUILD)

    def _look_again(self, conv: str, head: int) -> None:
        """Makes good what bells lost."""
        place = self.following.get(conv)
        if place is not None and head > place.cursor:
            place.unread = True
            self.pump.add("events", conv)

    async def still_there(self) -> list[list[Any]] | None:
        """The heads of what is followed; None when the line's session is over."""
        asked = Heads(list(self.following), self.sender)
        return await reader.heads_in_time(asked)

    async def _broken(self) -> None:
        await self.bye(frames.LATER)

    def _set_timer(self, after_s: float, act: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()
        self.timer = asyncio.get_running_loop().call_later(after_s, act)

    def _beat_later(self, silent_s: float) -> None:
        """In short steps: who goes deaf in between must not sleep a whole beat."""
        if self.polled or self.closing:
            return
        if self.is_stuck:
            self.asides.do("goodbye", partial(self.bye, frames.UNREAD))
            return
        step_s = min(BEAT_S, BEAT_WHEN_DEAF_S)
        if hub.deaf or silent_s > BEAT_S - step_s / 2:
            self.asides.do("beat", self._beat)
            silent_s = 0.0
        pause_s = step_s * random.uniform(0.8, 1.2)  # noqa: S311
        self._set_timer(pause_s, lambda: self._beat_later(silent_s + pause_s))

    def _expect_hello(self) -> None:
        if not self.greeted:
            self.asides.do("goodbye", partial(self.bye, frames.HELLO))
