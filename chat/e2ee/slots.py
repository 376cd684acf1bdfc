"""Ways to open a vault: each slot holds the same vault key under another secret."""

import hashlib
import os
from typing import Final, TypedDict

from chat.e2ee.boxes import (
    box,
    from_base64url,
    hkdf,
    label,
    sha256,
    to_base64url,
    u8,
    u32,
    unbox,
)
from chat.e2ee.errors import E2eeError, need
from chat.e2ee.text import passphrase_bytes
from chat.e2ee.vaultshape import MAX_ITERATIONS, MIN_ITERATIONS, SALT_BYTES

ITERATIONS: Final = 1_000_000
NUMBERS: Final = {"pass": 1, "prf": 2, "paper": 3}


class Slot(TypedDict):
    type: str
    id: str
    salt: str
    iter: int
    cred: str
    box: str


def _aad(uid: bytes, slot: Slot) -> bytes:
    return label(
        "vault-slot",
        uid,
        _bytes(slot["id"], 8),
        u8(NUMBERS[slot["type"]]),
        _bytes(slot["salt"], SALT_BYTES[slot["type"]]),
        u32(slot["iter"]),
        sha256(slot["cred"].encode()),
    )


def _bytes(text: str, length: int) -> bytes:
    try:
        raw = from_base64url(text)
    except E2eeError:
        raise E2eeError("slot") from None
    need(len(raw) == length, "slot")
    return raw


def _key(slot: Slot, secret: bytes) -> bytes:
    kind = slot["type"]
    salt = _bytes(slot["salt"], SALT_BYTES[kind])
    if kind != "pass":
        return hkdf(secret, salt, label(f"vault-{kind}"))
    salted = label("vault-pass", salt)
    return hashlib.pbkdf2_hmac("sha256", secret, salted, slot["iter"])


def _check_iterations(slot: Slot) -> None:
    iterations = slot["iter"]
    if slot["type"] == "pass":
        need(MIN_ITERATIONS <= iterations <= MAX_ITERATIONS, "kdf")
    else:
        need(iterations == 0, "slot")


def _open(uid: bytes, slot: Slot, secret: bytes, *, kind: str) -> bytes:
    need(slot["type"] == kind and isinstance(slot["cred"], str), "slot")
    sealed, aad = _bytes(slot["box"], 60), _aad(uid, slot)
    _check_iterations(slot)
    return unbox(_key(slot, secret), aad, sealed)


def open_pass_slot(uid: bytes, slot: Slot, passphrase: str) -> bytes:
    return _open(uid, slot, passphrase_bytes(passphrase), kind="pass")


def open_secret_slot(uid: bytes, slot: Slot, secret: bytes, kind: str) -> bytes:
    need(kind in ("prf", "paper"), "slot")
    return _open(uid, slot, secret, kind=kind)


def _new(uid: bytes, vault_key: bytes, secret: bytes, slot: Slot) -> Slot:
    slot["box"] = to_base64url(box(_key(slot, secret), _aad(uid, slot), vault_key))
    return slot


def _empty(kind: str, iterations: int, cred: str) -> Slot:
    return {
        "type": kind,
        "id": to_base64url(os.urandom(8)),
        "salt": to_base64url(os.urandom(SALT_BYTES[kind])),
        "iter": iterations,
        "cred": cred,
        "box": "",
    }


def new_pass_slot(
    uid: bytes, vault_key: bytes, passphrase: str, iterations: int = ITERATIONS
) -> Slot:
    slot = _empty("pass", iterations, "")
    return _new(uid, vault_key, passphrase_bytes(passphrase), slot)


def new_secret_slot(
    uid: bytes, vault_key: bytes, secret: bytes, *, kind: str, cred: str = ""
) -> Slot:
    return _new(uid, vault_key, secret, _empty(kind, 0, cred))
