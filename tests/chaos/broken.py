"""Each protection of the server, taken away alone: the run must then count faults.

Whatever takes the place of something must be called as it was: who is renamed, or asked
in another way, stops the start, so that nothing is taken away in name only.
"""

import asyncio
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import Any
from weakref import WeakSet

from django.db import Error as DatabaseFailure, connection

from chat import messages
from chat.conversations import Refused
from chat.events import Heads
from chat.messages import Letter
from chat.models import Event
from chat.models.conversation import ConversationQuerySet
from chat.realtime import reader, writer
from chat.realtime.following import Following
from chat.realtime.hub import Hub
from chat.realtime.socket import ChatSocket

WRITTEN_BEHIND_S = 1
SLOW_STORE_S = 0.05


@dataclass(frozen=True)
class Swap:
    """Something of the product, and what stands there instead."""

    owner: Any
    name: str
    instead: Any

    def why_not(self):
        where = f"{self.owner.__name__}.{self.name}"
        if self.name not in vars(self.owner):
            return f"There is no {where} any more."
        real, ours = (
            list(signature(one).parameters.values())
            for one in (vars(self.owner)[self.name], self.instead)
        )
        if [(one.name, one.kind) for one in real] != [
            (one.name, one.kind) for one in ours
        ]:
            return f"{where} is asked in another way now."
        return ""

    def do(self):
        if why_not := self.why_not():
            raise SystemExit(why_not)
        setattr(self.owner, self.name, self.instead)


# What was there before, for who only adds to it.
_deliver = Hub.deliver
_on_send, _follow = ChatSocket.on_send, ChatSocket.follow
_read_on = ChatSocket._read_on
_add, _open = messages._Book.add, messages._open


def _deliver_unless_dropped(self, bell):
    """While the file exists no bell is heard: not here, not from other processes."""
    if not Path(os.environ["BELLS_DROPPED"]).exists():
        _deliver(self, bell)


async def _acknowledge_first(self, frame):
    letter = Letter(frame["c"], self.sender, frame["env"])
    if letter.conv not in self.following:
        await _on_send(self, frame)
        return
    place = messages.place_of(letter.conv, letter.envelope)
    n = self.following[letter.conv].cursor + 1
    await self.send_frame("ack", c=letter.conv, n=n, **place)
    asyncio.get_running_loop().call_later(
        WRITTEN_BEHIND_S, lambda: asyncio.ensure_future(_append_quietly(letter))
    )


async def _append_quietly(letter):
    with suppress(Refused, DatabaseFailure):
        await writer.append(letter)


def _add_as_new(self, letter, place):
    self.numbers.pop(place, None)
    return _add(self, letter, place)


class Remembered(Following):
    __slots__ = ("__weakref__",)


_begun = WeakSet()


def _follow_remembered(self, conv, n):
    _follow(self, conv, n)
    self.following[conv] = Remembered(n)


def _never_rewind(self, n):
    """Who has less than it was sent has bad luck."""


async def _read_from_now_on(self, conv, place):
    if place not in _begun:
        heads = await reader.heads(Heads([conv], self.sender))
        place.cursor = dict(heads).get(conv, place.cursor)
        _begun.add(place)
    await _read_on(self, conv, place)


def _do_not_look(self, conv, head):
    """What bells lost stays lost."""


def _open_slowly(places, *, wait):
    book = _open(places, wait=wait)
    time.sleep(SLOW_STORE_S)
    return book


def _all_of_them(self, *, wait=True):
    return self


SWAPS = {
    "commit": [Swap(ChatSocket, "on_send", _acknowledge_first)],
    "lookup": [Swap(messages._Book, "add", _add_as_new)],
    "catch-up": [
        Swap(ChatSocket, "follow", _follow_remembered),
        Swap(ChatSocket, "_read_on", _read_from_now_on),
        Swap(Following, "rewind", _never_rewind),
    ],
    "beats": [Swap(ChatSocket, "_look_again", _do_not_look)],
    "lock": [
        Swap(messages, "_open", _open_slowly),
        Swap(ConversationQuerySet, "locked", _all_of_them),
    ],
}
BELLS = Swap(Hub, "deliver", _deliver_unless_dropped)
# The second net under the same promise: with it, what was taken away is not missed.
NETS = {"lookup": "every_message_once", "lock": "one_order"}


def make_bells_mutable():
    BELLS.do()


def remove(name):
    for swap in SWAPS.get(name, ()):
        swap.do()
    if name in NETS:
        _forget(NETS[name])


def _forget(name):
    """Also when another process just did, or this one did before it was killed."""
    table = Event._meta.db_table
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
    elif name in _constraints(table):
        [net] = [one for one in Event._meta.constraints if one.name == name]
        # The table is made anew from what the model says.
        Event._meta.constraints.remove(net)
        with connection.schema_editor() as editor:
            editor.remove_constraint(Event, net)
    if name in _constraints(table):
        raise SystemExit(f"{table} still has {name}.")


def _constraints(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, table)
