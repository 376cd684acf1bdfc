"""A page without a socket, against the whole ASGI application."""

import asyncio
import json

from django.conf import settings

from platform_site.asgi import application
from tests.chat.live.sockets import WAIT_S

CHAT, CONSOLE = "/poll/chat/", "/poll/console/"
HOST = settings.CHAT_ORIGIN.partition("://")[2]


def hello(*at):
    return {"type": "hello", "v": 1, "at": [list(pair) for pair in at]}


def body(*frames, wait=0, known=()):
    return {"frames": frames, "wait": wait, "known": known}


class Poll:
    """One request and what came of it; `chunks` is how its body comes in."""

    def __init__(self, path, posted=b"", cookie="", **more):
        raw = posted if isinstance(posted, bytes) else json.dumps(posted).encode()
        self.chunks = list(more.get("chunks", [raw]))
        headers = {"host": more.get("host", HOST), "cookie": cookie}
        headers |= {"origin": more.get("origin", settings.CHAT_ORIGIN)}
        headers |= more.get("headers", {})
        self.scope = {
            "type": "http",
            "method": more.get("method", "POST"),
            "path": path,
            "query_string": b"",
            "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        }
        self.gone = asyncio.Event()
        self.asked = asyncio.Event()
        self.sent = []
        app = more.get("app", application)
        self.task = asyncio.create_task(app(self.scope, self._receive, self._send))

    async def _receive(self):
        if not self.chunks:
            self.asked.set()
            await self.gone.wait()
            return {"type": "http.disconnect"}
        # None: a body that never goes on.
        if self.chunks[0] is None:
            await self.gone.wait()
        chunk = self.chunks.pop(0)
        more = bool(self.chunks)
        return {"type": "http.request", "body": chunk, "more_body": more}

    async def _send(self, message):
        self.sent.append(message)

    async def ends(self):
        async with asyncio.timeout(WAIT_S):
            await asyncio.wait({self.task})
        self.task.result()
        return self

    async def hang_up(self):
        self.gone.set()
        await self.ends()

    @property
    def status(self):
        return self.sent[0]["status"]

    @property
    def headers(self):
        pairs = self.sent[0]["headers"]
        return {name.decode(): value.decode() for name, value in pairs}

    @property
    def said(self):
        return json.loads(b"".join(part["body"] for part in self.sent[1:]))

    def frames(self, kind):
        return [frame for frame in self.said["frames"] if frame["type"] == kind]

    def items(self):
        return [item for frame in self.frames("events") for item in frame["items"]]


async def poll(path, cookie, *frames, wait=0, known=(), **more):
    """What one poll is answered with."""
    asked = body(*frames, wait=wait, known=known)
    answered = await Poll(path, asked, cookie, **more).ends()
    assert answered.status == 200, answered.sent
    return answered


async def waiting(path, cookie, *frames, known=()):
    """A poll whose line stands and has nothing to tell yet."""
    from chat.realtime.hub import hub

    before = sum(hub.topics.values())
    asked = Poll(path, body(*frames, wait=25, known=known), cookie)
    async with asyncio.timeout(WAIT_S):
        while sum(hub.topics.values()) <= before:
            await asyncio.sleep(0.01)
    return asked
