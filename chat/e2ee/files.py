"""Files in chunks (STREAM): none can be left out, moved or taken from another file."""

import os
from dataclasses import dataclass, field
from typing import Final

from chat.e2ee.boxes import TAG_BYTES, decrypt, encrypt, hkdf, label, u8, u32
from chat.e2ee.errors import need
from chat.e2ee.padding import pad_to, unpad_from

MAX_FILE_BYTES: Final = 5 * 1024 * 1024
MAX_BLOB_BYTES: Final = 5_375_271
PREFIX_BYTES: Final = 7
CHUNK_BYTES: Final = 65_536
SEALED_BYTES: Final = CHUNK_BYTES + TAG_BYTES


def padded_length(length: int) -> int:
    """PADMÉ: at most twelve per cent more, and few possible sizes."""
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return max(CHUNK_BYTES, -(-length // step) * step)


@dataclass(frozen=True)
class FileKey:
    kf: bytes = field(default_factory=lambda: os.urandom(32))
    fid: bytes = field(default_factory=lambda: os.urandom(16))


def _slices(value: bytes, size: int) -> list[bytes]:
    return [value[i : i + size] for i in range(0, len(value), size)]


def _nonces(prefix: bytes, count: int) -> list[bytes]:
    return [prefix + u32(i) + u8(int(i == count - 1)) for i in range(count)]


def seal_file(file: FileKey, data: bytes, *, prefix: bytes | None = None) -> bytes:
    """`prefix` is given by test vectors alone."""
    need(len(data) <= MAX_FILE_BYTES, "too-long")
    prefix = prefix or os.urandom(PREFIX_BYTES)
    key = hkdf(file.kf, file.fid, label("file"))
    aad = label("file-chunk", file.fid)
    chunks = _slices(pad_to(padded_length(len(data) + 4), data), CHUNK_BYTES)
    nonces = _nonces(prefix, len(chunks))
    sealed = [encrypt(key, n, aad, c) for n, c in zip(nonces, chunks, strict=True)]
    return prefix + b"".join(sealed)


def open_file(file: FileKey, blob: bytes) -> bytes:
    need(PREFIX_BYTES + TAG_BYTES < len(blob) <= MAX_BLOB_BYTES, "len")
    prefix, chunks = blob[:PREFIX_BYTES], _slices(blob[PREFIX_BYTES:], SEALED_BYTES)
    key = hkdf(file.kf, file.fid, label("file"))
    aad = label("file-chunk", file.fid)
    nonces = _nonces(prefix, len(chunks))
    padded = b"".join(
        decrypt(key, n, aad, c) for n, c in zip(nonces, chunks, strict=True)
    )
    data = unpad_from(padded)
    need(padded_length(len(data) + 4) == len(padded), "pad")
    return data
