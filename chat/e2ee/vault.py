"""A counsellor's keys at rest: two private keys under a vault key, that under slots."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from chat.e2ee.boxes import (
    KEY_BYTES,
    box,
    from_base64url,
    label,
    to_base64url,
    u8,
    unbox,
)
from chat.e2ee.errors import E2eeError, need
from chat.e2ee.kem import (
    PrivateKey,
    from_pkcs8,
    generate,
    generate_signing,
    public_bytes,
    to_pkcs8,
)
from chat.e2ee.slots import Slot, new_pass_slot, open_pass_slot
from chat.e2ee.words import BITS, to_words

SUITE: Final = 1
PASSPHRASE_WORDS: Final = 7


class Public(TypedDict):
    suite: int
    kem: str
    sig: str


class SealedKeys(TypedDict):
    kem: str
    sig: str


class Vault(TypedDict):
    pub: Public
    keys: SealedKeys
    slots: list[Slot]
    seen: str


@dataclass(frozen=True)
class Identity:
    uid: bytes
    pub: Public
    kem: PrivateKey
    sig: EllipticCurvePrivateKey


def new_passphrase(words: Sequence[str]) -> str:
    value = secrets.randbits(BITS * PASSPHRASE_WORDS)
    return " ".join(to_words(value, PASSPHRASE_WORDS, words))


def _aad(name: str, uid: bytes, pub: bytes) -> bytes:
    return label(f"vault-{name}", uid, u8(SUITE), pub)


def _seal_seen(vault_key: bytes, uid: bytes) -> str:
    nothing = json.dumps({"seq": -1, "hash": ""}).encode()
    return to_base64url(box(vault_key, label("vault-seen", uid), nothing))


def create_vault(
    uid: bytes, passphrase: str, *, iterations: int | None = None
) -> tuple[Vault, Identity]:
    vault_key = os.urandom(KEY_BYTES)
    kem, sig = generate(SUITE), generate_signing()

    def sealed(name: str, key: PrivateKey) -> str:
        aad = _aad(name, uid, public_bytes(key))
        return to_base64url(box(vault_key, aad, to_pkcs8(key)))

    pub: Public = {
        "suite": SUITE,
        "kem": to_base64url(public_bytes(kem)),
        "sig": to_base64url(public_bytes(sig)),
    }
    extra = () if iterations is None else (iterations,)
    vault: Vault = {
        "pub": pub,
        "keys": {"kem": sealed("kem", kem), "sig": sealed("sig", sig)},
        "slots": [new_pass_slot(uid, vault_key, passphrase, *extra)],
        "seen": _seal_seen(vault_key, uid),
    }
    return vault, Identity(uid, pub, kem, sig)


def open_vault(uid: bytes, vault: Vault, vault_key: bytes) -> Identity:
    pub, keys = vault["pub"], vault["keys"]
    need(pub["suite"] == SUITE, "auth")

    def opened(name: str, boxed: str, public: str) -> PrivateKey:
        try:
            sealed, aad = from_base64url(boxed), _aad(name, uid, from_base64url(public))
        except E2eeError:
            raise E2eeError("auth") from None
        return from_pkcs8(SUITE, unbox(vault_key, aad, sealed))

    sig = opened("sig", keys["sig"], pub["sig"])
    assert isinstance(sig, EllipticCurvePrivateKey)
    return Identity(uid, pub, opened("kem", keys["kem"], pub["kem"]), sig)


def unlock_vault(uid: bytes, vault: Vault, passphrase: str) -> Identity:
    for slot in vault["slots"]:
        if slot["type"] == "pass":
            return open_vault(uid, vault, open_pass_slot(uid, slot, passphrase))
    raise E2eeError("slot")
