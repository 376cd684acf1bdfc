import os
from dataclasses import dataclass

from chat.e2ee.boxes import NONCE_BYTES, decrypt, encrypt
from chat.e2ee.header import HEADER_BYTES, Header, nonce_of, read_header
from chat.e2ee.padding import pad, unpad


@dataclass(frozen=True, slots=True)
class Opened:
    header: Header
    payload: bytes


def seal_envelope(
    keys: dict[int, bytes],
    header: Header,
    payload: bytes,
    *,
    nonce: bytes | None = None,
) -> bytes:
    """`nonce` is given by test vectors alone."""
    nonce = nonce or os.urandom(NONCE_BYTES)
    clear = header.pack(nonce)
    return clear + encrypt(keys[header.role], nonce, clear, pad(payload))


def open_envelope(keys: dict[int, bytes], conv: bytes, envelope: bytes) -> Opened:
    header = read_header(envelope, conv)
    clear, sealed = envelope[:HEADER_BYTES], envelope[HEADER_BYTES:]
    padded = decrypt(keys[header.role], nonce_of(envelope), clear, sealed)
    return Opened(header, unpad(padded))
