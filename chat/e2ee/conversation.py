"""The key of a conversation, its id and its wraps."""

import os
from dataclasses import dataclass
from typing import Final

from chat.e2ee.boxes import KEY_BYTES, hkdf, label, sha256, u8, u32
from chat.e2ee.errors import E2eeError, need
from chat.e2ee.header import EPOCH, TEAM, VISITOR
from chat.e2ee.kem import PrivateKey, hpke_open, hpke_seal

CONV_WRAP: Final = "conv-wrap"
NOTES_WRAP: Final = "notes-wrap"


@dataclass(frozen=True)
class TeamKey:
    team: bytes
    ver: int
    suite: int
    pub: bytes
    private: PrivateKey | None = None


def conversation_id(kc: bytes) -> bytes:
    """Commits to the key: nobody can put another key under an existing conversation."""
    return sha256(label("conv-id"), kc)[:16]


def check_conversation_key(kc: bytes, conv: bytes) -> None:
    need(conversation_id(kc) == conv, "conv-id")


def message_keys(kc: bytes, conv: bytes) -> dict[int, bytes]:
    """One key per direction, by the sender's role."""
    check_conversation_key(kc, conv)
    return {
        VISITOR: hkdf(kc, conv, label("msg/v2t", u8(EPOCH))),
        TEAM: hkdf(kc, conv, label("msg/t2v", u8(EPOCH))),
    }


def _info(name: str, key: TeamKey, conv: bytes) -> bytes:
    return label(name, conv, key.team, u32(key.ver), u8(EPOCH))


def wrap_for(
    key: TeamKey, conv: bytes, secret: bytes, *, name: str = CONV_WRAP
) -> bytes:
    return hpke_seal(key.suite, key.pub, _info(name, key, conv), secret)


def open_wrap(
    key: TeamKey, conv: bytes, wrap: bytes, *, name: str = CONV_WRAP
) -> bytes:
    if key.private is None:
        raise E2eeError("auth")
    secret = hpke_open(key.suite, key.private, _info(name, key, conv), wrap)
    need(len(secret) == KEY_BYTES, "len")
    return secret


def open_conversation(key: TeamKey, conv: bytes, wrap: bytes) -> bytes:
    kc = open_wrap(key, conv, wrap)
    check_conversation_key(kc, conv)
    return kc


def new_conversation(key: TeamKey) -> tuple[bytes, bytes, bytes]:
    """Its key, id and wrap."""
    kc = os.urandom(KEY_BYTES)
    conv = conversation_id(kc)
    return kc, conv, wrap_for(key, conv, kc)


def join_share(a: bytes, b: bytes) -> bytes:
    need(len(a) == KEY_BYTES == len(b), "len")
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def split_share(kc: bytes) -> tuple[bytes, bytes]:
    """Either half alone is a uniformly random string."""
    b = os.urandom(KEY_BYTES)
    return join_share(kc, b), b
