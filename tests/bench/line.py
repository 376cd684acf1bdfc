"""A page's line as cheap as can be: greets, answers beats, hands out what comes."""

import asyncio
import json

from tests.bench.client import WebSocket


class Line(WebSocket):
    def at(self):
        """What it follows, and how far it is."""
        return []

    async def greet(self):
        self.ready = asyncio.get_running_loop().create_future()
        self.say({"type": "hello", "v": 1, "at": self.at()})
        await asyncio.wait([self.ready, self.closed], return_when="FIRST_COMPLETED")
        if not self.ready.done():
            raise ConnectionError(f"sent away with {self.closed.result()}")

    def say(self, frame):
        self.send(json.dumps(frame).encode())

    def on_text(self, text):
        frame = json.loads(text)
        getattr(self, f"on_{frame['type']}", self.on_other)(frame)

    def on_ready(self, frame):
        self.ready.set_result(frame)

    def on_beat(self, frame):
        self.say({"type": "beat", "at": self.at()})

    def on_other(self, frame):
        """Places, presence and typing: read, and that is all."""


class Desk(Line):
    """A counsellor's console: claims, and waits for the answer."""

    async def claim(self, conv):
        """None, or the word for why not."""
        self.answer = asyncio.get_running_loop().create_future()
        self.say({"type": "claim", "c": conv})
        done, _ = await asyncio.wait(
            [self.answer, self.closed], return_when="FIRST_COMPLETED"
        )
        return self.answer.result() if self.answer in done else self.close_code

    def on_claimed(self, frame):
        self.answer.set_result(None)

    def on_refused(self, frame):
        self.answer.set_result(frame["code"])
