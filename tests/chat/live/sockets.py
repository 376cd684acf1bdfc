"""A page's socket, against the whole ASGI application."""

import asyncio
import json
from contextlib import asynccontextmanager

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings

from chat.e2ee.boxes import to_base64url
from platform_site.asgi import application

# Generous on purpose: nothing is asserted about time.
WAIT_S = 240
in_db = sync_to_async


class Line(WebsocketCommunicator):
    def __init__(self, path, cookie="", origin=settings.CHAT_ORIGIN):
        host = settings.CHAT_ORIGIN.partition("://")[2]
        headers = [(b"host", host.encode()), (b"cookie", cookie.encode())]
        headers.append((b"origin", origin.encode()))
        super().__init__(application, path, headers=headers)
        self.seen = []
        self.early = []

    async def say(self, kind, **fields):
        await self.send_json_to({"type": kind} | fields)

    async def next(self):
        if self.early:
            return self.early.pop(0)
        frame = await self.receive_json_from(timeout=WAIT_S)
        self.seen.append(frame)
        return frame

    async def until(self, kind, **fields):
        """The next frame of this kind that says this; what came before is in `seen`."""
        while True:
            frame = await self.next()
            if frame["type"] == kind and fields.items() <= frame.items():
                return frame

    async def items(self, up_to, conv=None):
        """Events as a page gathers them, through number `up_to`."""
        items = []
        while not items or items[-1]["n"] < up_to:
            frame = await self.until("events", **({"c": conv} if conv else {}))
            items += frame["items"]
        return items

    async def hello(self, *at):
        await self.say("hello", v=1, at=[list(pair) for pair in at])
        return await self.until("ready")

    async def letter(self, side, envelope=None):
        envelope = envelope if envelope is not None else side.seal()
        await self.say("send", c=side.conv, env=to_base64url(envelope))

    async def sent(self, side, envelope=None):
        """The acknowledgement; what is pushed may come before it."""
        await self.letter(side, envelope)
        early = []
        while (frame := await self.next())["type"] != "ack":
            early.append(frame)
        self.early += early
        return frame

    async def closed(self):
        """The code of the close, and the word that went before."""
        while True:
            output = await self.receive_output(timeout=WAIT_S)
            if output["type"] == "websocket.close":
                return output["code"], self.seen[-1] if self.seen else None
            self.seen.append(json.loads(output["text"]))

    async def is_quiet(self):
        """Nothing more comes, once everything that was asked has been answered."""
        await asyncio.sleep(0.05)
        return await self.receive_nothing(timeout=0.2)


@asynccontextmanager
async def line(path, cookie="", **options):
    socket = Line(path, cookie, **options)
    accepted, _ = await socket.connect(timeout=WAIT_S)
    assert accepted
    try:
        yield socket
    finally:
        await socket.disconnect(timeout=WAIT_S)


def visitor_line(cookie, **options):
    return line("/ws/chat/", cookie, **options)


def console_line(cookie, **options):
    return line("/ws/console/", cookie, **options)
