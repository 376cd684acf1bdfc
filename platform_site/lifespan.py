"""What every server asks of an application: to begin, to answer, and to leave in order."""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

from chat.realtime import restart

log = logging.getLogger(__name__)

ANSWERED_WITHIN_S = 10
LOOK_AGAIN_S = 0.2
ENDINGS = (signal.SIGTERM, signal.SIGINT)
Handler = Callable[[int, FrameType | None], Any]


class Lifespan:
    """Around everything that answers; reads of a connection only of which kind it is."""

    def __init__(self, application: Any) -> None:
        self.application = application
        self._answering: set[asyncio.Task[None]] = set()
        self._asked_to_leave = False
        self._leave: asyncio.Task[None] | None = None

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif restart.leaving.is_set():
            await restart.turn_away(receive, send)
        else:
            await self.application(scope, receive, send)

    async def leave(self) -> None:
        """Every socket hears goodbye, and every answer that was begun is finished."""
        finishing = asyncio.create_task(self._finish())
        while True:
            await restart.farewell()
            # A line without a socket may still have begun meanwhile.
            if (await asyncio.wait({finishing}, timeout=LOOK_AGAIN_S))[0]:
                return

    async def _answer(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._answering.add(task)
        try:
            await self.application(scope, receive, send)
        finally:
            self._answering.discard(task)

    async def _finish(self) -> None:
        try:
            async with asyncio.timeout(ANSWERED_WITHIN_S):
                while self._answering:
                    await asyncio.wait(set(self._answering))
        except TimeoutError:
            log.warning("Some answers were cut off.")

    async def _live(self, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._hear_of_the_end_first()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return

    def _hear_of_the_end_first(self) -> None:
        """A server closes all sockets first and tells us last; the order must be ours."""
        if threading.current_thread() is not threading.main_thread():
            return
        loop = asyncio.get_running_loop()
        for number in ENDINGS:
            servers = signal.getsignal(number)
            if callable(servers):
                signal.signal(number, partial(self._asked, loop, servers))

    def _asked(
        self,
        loop: asyncio.AbstractEventLoop,
        servers: Handler,
        number: int,
        frame: FrameType | None,
    ) -> None:
        if self._asked_to_leave:
            # Asked twice: whoever asks does not want to wait.
            servers(number, frame)
            return
        self._asked_to_leave = True
        loop.call_soon_threadsafe(self._begin_to_leave, partial(servers, number, frame))

    def _begin_to_leave(self, then: Callable[[], Any]) -> None:
        self._leave = asyncio.ensure_future(self.leave())
        self._leave.add_done_callback(lambda _: then())
