"""The two sides of a conversation, as cheap as can be, and what becomes of a message.

The server cannot open an envelope, so its body is random; only its header is true.
"""

import base64
import json
import os
import time
from collections import Counter, defaultdict

from chat.e2ee.boxes import TAG_BYTES, from_base64url, to_base64url
from chat.e2ee.header import BUCKETS, EPOCH, LAYOUT, TEXT, VERSION
from tests.bench.client import WebSocket
from tests.bench.line import Line

VISITOR, TEAM = 1, 2
# A message of 300 bytes is padded to the smallest bucket.
BODY_BYTES = BUCKETS[0] + TAG_BYTES
# The counter is bytes 28-31; as text, bytes 27-32 are these characters.
CTR_AT, CTR_TO = 36, 44


class Tally:
    """What was measured of all conversations together."""

    def __init__(self):
        # Never cleared: whoever was refused or turned away is missing from then on.
        self.trouble = Counter()
        self.clear()

    def clear(self):
        self.begun = time.perf_counter()
        self.messages = 0
        self.ack_s, self.delivery_s = [], []


class Room:
    """A conversation as the load sees it: what was sent, and who has it."""

    def __init__(self, tally):
        self.tally = tally
        self.sides = []
        self.sent_at = {}
        self.acknowledged = set()
        self.has = defaultdict(set)
        self.double = 0

    def speak(self, side):
        message = side.speak()
        self.sent_at[message] = time.perf_counter()

    def on_ack(self, message):
        if message not in self.sent_at:
            return
        self.tally.ack_s.append(time.perf_counter() - self.sent_at[message])
        self.acknowledged.add(message)
        self.progress(message)

    def on_delivery(self, side, message):
        if message not in self.sent_at:
            self.double += self.was_done(message)
            return
        if message in self.has[side]:
            self.double += 1
            return
        self.has[side].add(message)
        if side.role != message[0]:
            self.tally.delivery_s.append(time.perf_counter() - self.sent_at[message])
        self.progress(message)

    def progress(self, message):
        if self.is_done(message):
            self.tally.messages += 1
            self.on_done(message)

    def is_done(self, message):
        everywhere = all(message in self.has[side] for side in self.sides)
        return everywhere and message in self.acknowledged

    def on_done(self, message):
        """Everybody has it."""

    def was_done(self, message):
        """Otherwise it was said before these pages were opened."""
        return any(side.said(message) for side in self.sides)

    def sent(self, since=0.0):
        return [message for message, at in self.sent_at.items() if at >= since]

    def lost(self, since=0.0):
        """How many are not acknowledged, or not with everybody, by now."""
        return sum(not self.is_done(message) for message in self.sent(since))


class ClosedRoom(Room):
    """One message in flight; visitor and counsellor take turns."""

    going = True

    def on_done(self, message):
        # Nothing is kept of what is done: this may run for long.
        del self.sent_at[message]
        self.acknowledged.clear()
        self.has.clear()
        if self.going:
            self.sides.append(self.sides.pop(0))
            self.speak(self.sides[0])


class Side(Line):
    """One socket that follows one conversation."""

    def __init__(self, hello, room, conv, role):
        super().__init__(hello)
        self.room, self.role, self.conv = room, role, conv
        self.n = self.ctr = 0
        self.behind = 0
        stream = os.urandom(8)
        header = LAYOUT.pack(
            *(VERSION, TEXT, role, EPOCH, from_base64url(conv), stream),
            *(0, 0, bytes(32), os.urandom(12)),
        )
        self.stream = to_base64url(stream)
        env = to_base64url(header + os.urandom(BODY_BYTES))
        text = json.dumps({"type": "send", "c": conv, "env": env})
        start = text.index(env)
        self.before = text[: start + CTR_AT].encode()
        self.after = text[start + CTR_TO :].encode()
        self.around = header[27:28], header[32:33]
        room.sides.append(self)

    def at(self):
        return [[self.conv, self.n]]

    def speak(self):
        ctr, self.ctr = self.ctr, self.ctr + 1
        around = self.around
        six = around[0] + ctr.to_bytes(4) + around[1]
        self.send(self.before + base64.urlsafe_b64encode(six) + self.after)
        return self.role, self.stream, ctr

    def said(self, message):
        role, stream, ctr = message
        return (role, stream) == (self.role, self.stream) and ctr < self.ctr

    def connection_lost(self, error):
        super().connection_lost(error)
        if self.upgraded and not self.left:
            ended = f"closed with {self.close_code}" if self.close_code else "cut off"
            self.room.tally.trouble[ended] += 1

    def on_ack(self, frame):
        self.room.on_ack((self.role, frame["stream"], frame["ctr"]))

    def on_events(self, frame):
        if frame["prev"] > self.n:
            self.behind += 1
            self.say({"type": "beat", "at": self.at()})
            return
        for item in frame["items"]:
            if item["n"] <= self.n:
                continue
            self.n = item["n"]
            if "env" in item:
                self.room.on_delivery(self, message_of(item["env"]))

    def on_refused(self, frame):
        self.room.tally.trouble["refused"] += 1

    def on_bye(self, frame):
        """Its close follows, and is what counts."""


def message_of(env):
    """Role, stream and number, from the text of an envelope."""
    head = base64.urlsafe_b64decode(env[:CTR_TO])
    return head[2], to_base64url(head[20:28]), int.from_bytes(head[28:32])


class PlainSide(WebSocket):
    """The same for a chat without acknowledgement: one's own copy is it."""

    def __init__(self, hello, room, role, text):
        super().__init__(hello)
        self.room, self.role, self.text = room, role, text
        self.ctr = 0
        room.sides.append(self)

    def speak(self):
        ctr, self.ctr = self.ctr, self.ctr + 1
        frame = {"message": f"{self.role} {ctr:8} {self.text}"}
        self.send(json.dumps(frame).encode())
        return self.role, "", ctr

    def said(self, message):
        return message[0] == self.role and message[2] < self.ctr

    def on_text(self, text):
        role, ctr, _ = json.loads(text)["message"].split(None, 2)
        message = int(role), "", int(ctr)
        if message[0] == self.role:
            self.room.on_ack(message)
        self.room.on_delivery(self, message)
