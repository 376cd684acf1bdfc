"""What many ask at the same time is asked of the database once.

Questions that come while an answer is being fetched wait, and are asked together next:
nobody waits for a clock, and the busier it is, the less each of them costs. Only what
beats ask, which no person waits for, lingers a little for company.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextvars import Context
from typing import Generic, TypeVar

from django.db import OperationalError

from chat.realtime.threads import Run

Question = TypeVar("Question")
Answer = TypeVar("Answer")
# As many as one statement holds with ease, on both databases.
MOST = 200


class Unanswered(OperationalError):  # noqa: N818
    """Nobody can say whether it happened; asking again finds out."""


class Together(Generic[Question, Answer]):
    """`ask` gives an answer, or the exception of that one question, for each in order."""

    def __init__(
        self,
        ask: Callable[[list[Question]], Sequence[Answer | Exception]],
        run: Run,
        most: int = MOST,
        linger_s: float = 0,
        *,
        even_unheard: bool = False,
    ) -> None:
        self._ask, self._run_in_thread, self._most = ask, run, most
        # Done also for who went away before it was their turn.
        self._even_unheard = even_unheard
        # For what nobody waits for: so long it looks whether others ask too.
        self._linger_s = linger_s
        self._waiting: list[tuple[Question, asyncio.Future[Answer]]] = []
        self._asking: list[tuple[Question, asyncio.Future[Answer]]] = []
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, question: Question) -> Answer:
        loop = asyncio.get_running_loop()
        if self._task is not None and self._task.get_loop() is not loop:
            self._task, self._waiting = None, []
        if self._task is None or self._task.done():
            # It works for everybody: nothing of who came first belongs to it.
            self._task = loop.create_task(self._run(), context=Context())
        answer: asyncio.Future[Answer] = loop.create_future()
        self._waiting.append((question, answer))
        return await answer

    async def drain(self) -> None:
        """Until everything that was asked so far has been answered."""
        if self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        try:
            await self._ask_until_none_waits()
        finally:
            # Only when this was ended from outside is there anybody left.
            for _, waiting in self._asking + self._waiting:
                tell(waiting, Unanswered())
            self._asking, self._waiting = [], []

    async def _ask_until_none_waits(self) -> None:
        while self._waiting:
            if self._linger_s:
                await asyncio.sleep(self._linger_s)
            batch = self._asking = self._next()
            if not batch:
                return
            questions = [question for question, _ in batch]
            try:
                answers = await self._run_in_thread(self._ask, questions)
            except Exception as error:  # noqa: BLE001 - it is everybody's answer
                answers = [error] * len(batch)
            for (_, waiting), answer in zip(batch, answers, strict=True):
                tell(waiting, answer)
            self._asking = []

    def _next(self) -> list[tuple[Question, asyncio.Future[Answer]]]:
        waiting = self._waiting
        if not self._even_unheard:
            # While a store hangs, those who give up and ask again must not pile up.
            waiting = [asked for asked in waiting if not asked[1].done()]
        self._waiting = waiting[self._most :]
        return waiting[: self._most]


def tell(waiting: "asyncio.Future[Answer]", answer: Answer | Exception) -> None:
    # Who went away meanwhile has no ear for it; what was asked did happen.
    if waiting.done():
        return
    if isinstance(answer, Exception):
        waiting.set_exception(answer)
    else:
        waiting.set_result(answer)
