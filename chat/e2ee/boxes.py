"""Labels, encodings and symmetric boxes."""

import hashlib
import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chat.e2ee.errors import E2eeError, need

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16

BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def u8(number: int) -> bytes:
    return number.to_bytes(1)


def u32(number: int) -> bytes:
    return number.to_bytes(4)


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def label(name: str, *fields: bytes) -> bytes:
    """Every use of a key or hash names itself, so no value serves in another place."""
    return b"e2ee/v1/" + name.encode() + b"\0" + b"".join(fields)


def to_base64url(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def from_base64url(text: object) -> bytes:
    """Strict: one text per value, so nothing can be stored twice under two spellings."""
    if not isinstance(text, str) or not BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise E2eeError("base64")
    value = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    need(to_base64url(value) == text, "base64")
    return value


def hkdf(secret: bytes, salt: bytes, info: bytes, length: int = KEY_BYTES) -> bytes:
    return HKDF(SHA256(), length, salt or None, info).derive(secret)


def decrypt(key: bytes, nonce: bytes, aad: bytes, ciphertext: bytes) -> bytes:
    need(len(ciphertext) >= TAG_BYTES, "auth")
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, aad)
    except InvalidTag:
        raise E2eeError("auth") from None


def encrypt(key: bytes, nonce: bytes, aad: bytes, plaintext: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce, plaintext, aad)


def box(key: bytes, aad: bytes, plaintext: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + encrypt(key, nonce, aad, plaintext)


def unbox(key: bytes, aad: bytes, boxed: bytes) -> bytes:
    need(len(boxed) >= NONCE_BYTES + TAG_BYTES, "auth")
    return decrypt(key, boxed[:NONCE_BYTES], aad, boxed[NONCE_BYTES:])
