"""A line without a socket: each poll is one that lives for a single exchange.

Some networks let no WebSocket through. There a page posts what it would have said,
`hello` first, and is answered with what its line had to say. Nothing is kept between
two polls, so that any process may take the next one.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.http import (
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseNotAllowed,
    JsonResponse,
)

from chat.realtime import asked, restart
from chat.realtime.asked import STATES, HungUpError, Receive, TooLargeError
from chat.realtime.hub import hub
from chat.wire import ShapeError, check, parse_object
from platform_site.origins import from_chat_origin

log = logging.getLogger(__name__)

PATHS = {"/poll/chat/": "/ws/chat/", "/poll/console/": "/ws/console/"}
MOST_OPEN = 4000
WAIT_WHEN_DEAF_S = 5
BODY_WITHIN_S, READY_WITHIN_S, LEAVE_WITHIN_S = 10, 10, 10
# What belongs together is rarely said in one breath.
LINGER_S = 0.02

NO_NEWS = {"ready", "beat"}
BROKEN = 1011

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Line = Callable[[Scope, Receive, Send], Awaitable[None]]


class Polls:
    """Answers what is posted to `PATHS`, from the line that sockets get."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.open = 0

    async def answer(self, request: ASGIRequest, receive: Receive) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not from_chat_origin(request):
            return HttpResponseForbidden()
        if self.open >= MOST_OPEN:
            return refusal("later", 503)
        self.open += 1
        try:
            return await self._exchange(request, receive)
        except TooLargeError:
            return refusal("size", 413)
        except TimeoutError:
            return refusal("hello", 408)
        except ShapeError:
            return refusal("shape", 400)
        finally:
            self.open -= 1

    async def _line(self, scope: Scope, receive: Receive, send: Send) -> None:
        if restart.leaving.is_set():
            await restart.turn_away(receive, send)
        else:
            await self.line(scope, receive, send)

    async def _exchange(self, request: ASGIRequest, receive: Receive) -> HttpResponse:
        async with asyncio.timeout(BODY_WITHIN_S):
            body = await asked.body_of(request, receive)
        wants = check(parse_object(body), asked.SHAPE)
        poll = Poll(wants["frames"], wants["known"])
        line = asyncio.create_task(poll.run(self._line, line_scope(request)))
        page = asyncio.create_task(hung_up(receive))
        poll.ends_with(line)
        poll.ends_with(page)
        try:
            await poll.wait(wants["wait"])
        finally:
            # A server that ends us must not keep the line from ending in order.
            leaving = asyncio.create_task(poll.leave(line))
            _leaving.add(leaving)
            leaving.add_done_callback(_leaving.discard)
            gone = page.done()
            page.cancel()
        await asyncio.shield(leaving)
        if gone:
            raise HungUpError
        return poll.answer()


_leaving: set[asyncio.Task[None]] = set()


class Poll:
    """One exchange: what the page said, what its line says, and when that is enough."""

    def __init__(self, said: list[str], known: dict[tuple[str, str], Any]) -> None:
        self.known = known
        self.heard: list[str] = []
        self.accepted = self.ready = self._left = False
        self.closed: int | None = None
        self._bytes = 0
        first, *self._rest = said
        self._to_line: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._settled, self._enough = asyncio.Event(), asyncio.Event()
        self._to_line.put_nowait({"type": "websocket.connect"})
        self._say(first)

    async def run(self, line: Line, scope: Scope) -> None:
        try:
            await line(scope, self._to_line.get, self._hear)
        except Exception as error:
            log.exception("A poll was cut: %s", type(error).__name__)
            self.closed = BROKEN

    def ends_with(self, task: asyncio.Task[None]) -> None:
        task.add_done_callback(lambda _: self._end())

    async def wait(self, wait_s: float) -> None:
        """Until there is something to tell, but no longer than the page wants."""
        with suppress(TimeoutError):
            async with asyncio.timeout(READY_WITHIN_S):
                await self._settled.wait()
        if not self.ready or not wait_s:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await self._enough_or_deaf()
                await asyncio.sleep(LINGER_S)

    async def _enough_or_deaf(self) -> None:
        """Whoever cannot be rung looks for itself, as sockets do at their beats: also
        who began to wait when they still could.
        """
        while not self._enough.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(WAIT_WHEN_DEAF_S):
                    await self._enough.wait()
                return
            if hub.deaf:
                return

    async def leave(self, line: asyncio.Task[None]) -> None:
        """The line first does all that it was told: goodbye stands last in the row."""
        self._left = True
        self._to_line.put_nowait({"type": "websocket.disconnect", "code": 1000})
        _, late = await asyncio.wait({line}, timeout=LEAVE_WITHIN_S)
        for task in late:
            log.warning("A poll was cut: it did not end in time.")
            task.cancel()

    def answer(self) -> HttpResponse:
        if self.closed is None and not self.ready:
            return refusal("later", 503)
        if not self.accepted and self.closed != BROKEN:
            return HttpResponseForbidden()
        closed = "" if self.closed is None else f',"closed":{self.closed}'
        body = f'{{"frames":[{",".join(self.heard)}]{closed}}}'
        return HttpResponse(body, content_type="application/json")

    async def _hear(self, message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind == "websocket.accept":
            self.accepted = True
        elif kind == "websocket.send":
            self._take(message["text"])
        elif kind == "websocket.close":
            self.closed = message.get("code") or 1000
            self._end()

    def _take(self, text: str) -> None:
        frame = json.loads(text)
        if frame["type"] == "events" and self._bytes > asked.MOST_BYTES:
            # The next poll asks for it again.
            return
        self._bytes += len(text)
        self.heard.append(text)
        if frame["type"] == "ready":
            self._greet()
        elif not self.ready:
            # Hello was refused: nothing that follows would be understood.
            self._settled.set()
        if self._is_news(frame):
            self._enough.set()

    def _greet(self) -> None:
        if self._left:
            # Too late to say the rest: the page must not believe that it was heard.
            return
        self.ready = True
        for text in self._rest:
            self._say(text)
        self._settled.set()

    def _is_news(self, frame: dict[str, Any]) -> bool:
        kind = frame["type"]
        if kind not in STATES:
            return kind not in NO_NEWS
        place, state = (kind, frame["c"]), frame[STATES[kind]]
        is_new: bool = self.known.get(place) != state
        self.known[place] = state
        return is_new

    def _say(self, text: str) -> None:
        self._to_line.put_nowait({"type": "websocket.receive", "text": text})

    def _end(self) -> None:
        self._settled.set()
        self._enough.set()


def refusal(code: str, status: int) -> HttpResponse:
    return JsonResponse({"code": code}, status=status)


def line_scope(request: ASGIRequest) -> Scope:
    """The handshake that the page's network did not let it make."""
    path = PATHS[request.scope["path"]]
    return dict(request.scope) | {
        "type": "websocket",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "subprotocols": [],
        "extensions": {},
        "polled": True,
    }


async def hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
