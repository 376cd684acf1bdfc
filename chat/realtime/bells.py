"""Ringing: tells sockets of every process that there is something to read.

To other processes a bell holds a conversation and a number at most. One that is lost
costs time only: every socket asks the database again at its next beat.
"""

from dataclasses import dataclass

from chat.e2ee.boxes import to_base64url
from chat.models.conversation import Audience
from chat.realtime.hub import QUEUE, Bell, hub


@dataclass(frozen=True, slots=True)
class Message:
    """An event as it goes over the line, for the sockets of this process."""

    conv: str
    n: int
    frame: str
    audience: Audience


def ring(conv: str, n: int) -> None:
    """There is an event n; 0: something changed, read again."""
    hub.ring([Bell(conv, "event", n)])


def ring_messages(messages: list[Message]) -> None:
    """Here they are handed out as they are; elsewhere they will be read."""
    hub.ring([Bell(found.conv, "event", found.n, found) for found in messages])


def message(conv: str, n: int, envelope: bytes, audience: Audience) -> Message:
    # By hand: these are letters that JSON leaves alone, and it is once per message.
    item = f'{{"n":{n},"kind":"message","env":"{to_base64url(envelope)}"}}'
    start = f'{{"type":"events","c":"{conv}","prev":{n - 1}'
    return Message(conv, n, f'{start},"items":[{item}]}}', audience)


def ring_typing(conv: str, role: int, *, on: bool) -> None:
    # The other side's: a page knows of itself what it types.
    hub.ring([Bell(conv, f"typing{role}", int(on))])


def ring_presence(conv: str, *, here: bool) -> None:
    hub.ring([Bell(conv, "presence", int(here))])


def ring_queue() -> None:
    hub.ring([Bell(QUEUE, "queue")])
