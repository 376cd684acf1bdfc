"""The way out of a socket: one chore after the other, by a task that ends with them.

A chore says what to look at, not what to send: it is read when its turn comes, so a
bell may ring late, twice or for nothing. While the other side does not read, the chore
waits, and so does everything after it.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import Context

from django.db import Error as DatabaseFailure

log = logging.getLogger(__name__)

Do = Callable[[str, str, int], Awaitable[None]]


@contextmanager
def unread(what: str) -> Iterator[None]:
    """While the store is not available nothing is said; the next beat asks again."""
    try:
        yield
    except DatabaseFailure as failure:
        log.warning("Not available: %s, %s", what, type(failure).__name__)


class Pump:
    def __init__(self, do: Do, broken: Callable[[], Awaitable[None]]) -> None:
        self._do, self._broken = do, broken
        self._chores: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._task: asyncio.Task[None] | None = None
        self._open = False

    @property
    def is_idle(self) -> bool:
        """Whether whatever is said now comes after all that was to be said."""
        return self._open and self._task is None and not self._chores

    def open(self) -> None:
        self._open = True
        self._go_on()

    def close(self) -> None:
        self._open = False
        self._chores.clear()
        # A line and its pump hold each other: without this, both wait for the
        # collector, which seldom comes (and with them what was never read).
        self._do, self._broken = _nothing, _nobody
        if self._task is not None:
            self._task.cancel()

    def add(self, what: str, topic: str = "", n: int = 0) -> None:
        """The same chore twice is one chore; its newest number counts."""
        self._chores[what, topic] = n
        self._go_on()

    def _go_on(self) -> None:
        if self._open and self._chores and self._task is None:
            # Whoever woke it, it works for its own line: nothing of theirs comes along.
            self._task = asyncio.get_running_loop().create_task(
                self._run(), context=Context()
            )

    async def _run(self) -> None:
        try:
            while self._chores:
                (what, topic), n = self._chores.popitem(last=False)
                with unread(what):
                    await self._do(what, topic, n)
        except Exception:
            # A line that can say nothing more must not look alive.
            log.exception("A line was cut.")
            await self._broken()
        finally:
            self._task = None


class Asides:
    """What nobody waits for: beside what is said and what is handed out."""

    def __init__(self, broken: Callable[[], Awaitable[None]]) -> None:
        self._broken = broken
        self._tasks: set[asyncio.Task[None]] = set()

    def do(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.get_running_loop().create_task(
            self._run(what, work), context=Context()
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        self._broken = _nobody
        for task in self._tasks:
            task.cancel()

    async def _run(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        try:
            with unread(what):
                await work()
        except Exception:
            log.exception("A line was cut.")
            await self._broken()


async def _nothing(what: str, topic: str, n: int) -> None:
    """The line is gone."""


async def _nobody() -> None:
    """There is nobody left to be told."""
