"""The second key of a conversation: notes, goal and whispers, for the team alone."""

import os
from dataclasses import dataclass
from typing import Final

from chat.e2ee.boxes import KEY_BYTES, box, hkdf, label, u8, unbox
from chat.e2ee.conversation import NOTES_WRAP, TeamKey, open_wrap, wrap_for
from chat.e2ee.errors import need
from chat.e2ee.header import EPOCH
from chat.e2ee.padding import pad, unpad

NOTE: Final = 1
GOAL: Final = 2
WHISPER: Final = 3


@dataclass(frozen=True)
class Place:
    """Where a sealed note stands; it opens nowhere else."""

    kind: int
    id: bytes

    def aad(self, conv: bytes) -> bytes:
        need(self.kind in (NOTE, GOAL, WHISPER) and len(self.id) == 16, "kind")
        return label("note", conv, u8(self.kind), self.id)


def new_notes_key(key: TeamKey, conv: bytes) -> tuple[bytes, bytes]:
    """The key and its wrap."""
    kn = os.urandom(KEY_BYTES)
    return kn, wrap_for(key, conv, kn, name=NOTES_WRAP)


def open_notes_key(key: TeamKey, conv: bytes, wrap: bytes) -> bytes:
    return open_wrap(key, conv, wrap, name=NOTES_WRAP)


def notes_key(kn: bytes, conv: bytes) -> bytes:
    return hkdf(kn, conv, label("notes", u8(EPOCH)))


def seal_note(key: bytes, conv: bytes, place: Place, payload: bytes) -> bytes:
    return box(key, place.aad(conv), pad(payload))


def open_note(key: bytes, conv: bytes, place: Place, boxed: bytes) -> bytes:
    return unpad(unbox(key, place.aad(conv), boxed))
