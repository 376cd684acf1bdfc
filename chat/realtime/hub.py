"""The sockets of this process by topic: however many they are, other processes are
asked for a topic once, and let go of it with the last.
"""

import asyncio
import contextlib
from collections.abc import Iterable
from contextvars import Context
from dataclasses import dataclass
from typing import Any, Protocol

from asgiref.sync import async_to_sync
from django.conf import settings

from chat.realtime.others import Others, publish_alone

QUEUE = "queue"
# A night's crowd in the queue must not wake everybody for each of them.
QUEUE_RESTS_S = 1.0
LET_GO_AFTER_S = 5.0


@dataclass(frozen=True, slots=True)
class Bell:
    """`here` goes no further than this process."""

    topic: str
    what: str
    n: int = 0
    here: Any = None


class Listener(Protocol):
    def hear(self, bell: Bell) -> None:
        """Must return at once; called on the event loop of the process."""


class Hub:
    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.others: Others | None = None
        self._listeners: dict[str, set[Listener]] = {}
        self._resting: asyncio.TimerHandle | None = None
        self._rung_at_rest = False

    @property
    def deaf(self) -> bool:
        """Whether other processes cannot be heard now."""
        return self.others is not None and not self.others.is_open

    @property
    def topics(self) -> dict[str, int]:
        """How many listen to what: empty when nobody is connected."""
        return {topic: len(ears) for topic, ears in self._listeners.items()}

    def join(self, topic: str, listener: Listener) -> None:
        self._wake_up()
        ears = self._listeners.get(topic)
        if ears is None:
            ears = self._listeners[topic] = set()
            if self.others is not None:
                self.others.want(topic)
        ears.add(listener)

    def part(self, topic: str, listener: Listener) -> None:
        ears = self._listeners.get(topic)
        if ears is None:
            return
        ears.discard(listener)
        if not ears:
            del self._listeners[topic]
            self._let_go_later(topic)

    def _let_go_later(self, topic: str) -> None:
        # Who polls, or reloads, is back in a moment.
        if self.others is not None and self.loop is not None:
            self.loop.call_later(LET_GO_AFTER_S, self._let_go, topic)

    def _let_go(self, topic: str) -> None:
        if self.others is not None and topic not in self._listeners:
            self.others.unwant(topic)

    def ring(self, bells: list[Bell]) -> None:
        """From any thread. Local sockets hear it even when nobody else can."""
        # A loop that stops this instant has no sockets left to hear it.
        with contextlib.suppress(RuntimeError):
            if self.loop is not None and self.loop.is_running():
                self.loop.call_soon_threadsafe(
                    self._ring_here, bells, context=Context()
                )
            elif settings.REDIS_URL:
                async_to_sync(publish_alone)(list(map(_for_others, bells)))

    def _ring_here(self, bells: list[Bell]) -> None:
        for bell in bells:
            self.deliver(bell)
            if self.others is not None:
                self.others.publish(*_for_others(bell))

    def deliver(self, bell: Bell) -> None:
        if bell.topic != QUEUE:
            self._tell(bell)
        elif self._resting is not None:
            self._rung_at_rest = True
        else:
            self._tell(bell)
            self._rest()

    def _tell(self, bell: Bell) -> None:
        for listener in list(self._listeners.get(bell.topic, ())):
            listener.hear(bell)

    def _rest(self) -> None:
        assert self.loop is not None
        self._rung_at_rest = False
        self._resting = self.loop.call_later(QUEUE_RESTS_S, self._rested)

    def _rested(self) -> None:
        self._resting = None
        if self._rung_at_rest:
            self.deliver(Bell(QUEUE, "queue"))

    def _heard(self, topic: str, what: str, n: int) -> None:
        self.deliver(Bell(topic, what, n))

    def _heard_again(self, topics: Iterable[str]) -> None:
        """What was rung before the line to others stood was not heard: look."""
        for topic in topics:
            self.deliver(Bell(topic, "queue" if topic == QUEUE else "event"))

    def _wake_up(self) -> None:
        loop = asyncio.get_running_loop()
        if self.loop is loop:
            return
        self.loop = loop
        self._listeners.clear()
        self._resting = None
        self.others = None
        if settings.REDIS_URL:
            self.others = Others(self._heard, self._heard_again)
            self.others.open()


def _for_others(bell: Bell) -> tuple[str, str, int]:
    return bell.topic, bell.what, bell.n


hub = Hub()
