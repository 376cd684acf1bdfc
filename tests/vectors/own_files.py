"""Files: every way in which a stored blob can be wrong."""

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chat.e2ee.boxes import hkdf, label
from chat.e2ee.files import CHUNK_BYTES, FileKey, padded_length, seal_file
from chat.e2ee.madefile import pattern
from tests.vectors.sealing import Seed

SEED = Seed("own files")
KF, FID, PREFIX = SEED.bytes(32), SEED.bytes(16), SEED.bytes(7)
OTHER = SEED.bytes(16).hex()
TWO_CHUNKS = 70_000
SEALED = CHUNK_BYTES + 16

LENGTHS = {
    "empty": 0,
    "one-byte": 1,
    "fills-one-chunk": CHUNK_BYTES - 4,
    "just-over-one-chunk": CHUNK_BYTES - 3,
    "two-chunks": TWO_CHUNKS,
    "many-chunks": 1_000_000,
    "largest": 5 * 1024 * 1024,
}
REFUSED = {
    "swapped": ([["swap", 0, 1]], "auth"),
    "chunk-twice": ([["repeat", 0]], "auth"),
    "cut-at-chunk": ([["cut", 7 + SEALED]], "auth"),
    "cut-in-last-chunk": ([["cut", 7 + SEALED + 40]], "auth"),
    "cut-in-tag": ([["cut", 7 + SEALED + 16]], "auth"),
    "cut-in-first-chunk": ([["cut", 7 + SEALED - 1]], "auth"),
    "only-prefix": ([["cut", 7]], "len"),
    "nothing": ([["cut", 0]], "len"),
    "flip-prefix": ([["flip", 0]], "auth"),
    "flip-first": ([["flip", 7]], "auth"),
    "flip-last": ([["flip", 7 + SEALED + 20]], "auth"),
    "longer": ([["append", "00"]], "auth"),
    "other-id": ([["fid", OTHER]], "auth"),
}


def made(name, length, changes, expected):
    given = {
        "kf": KF.hex(),
        "fid": FID.hex(),
        "prefix": PREFIX.hex(),
        "length": length,
        "changes": changes,
    }
    return {"id": f"file-{name}", "op": "open_made_file", "in": given, **expected}


def sizes():
    for name, length in LENGTHS.items():
        blob = seal_file(FileKey(KF, FID), pattern(length), prefix=PREFIX)
        yield made(name, length, [], {"out": {"blob": len(blob), "length": length}})


def sealed_chunks(key, aad, padded):
    count = len(padded) // CHUNK_BYTES
    for i in range(count):
        chunk = padded[i * CHUNK_BYTES : (i + 1) * CHUNK_BYTES]
        nonce = PREFIX + i.to_bytes(4) + bytes([i == count - 1])
        yield AESGCM(key).encrypt(nonce, chunk, aad)


def wrong_padding():
    """Sealed correctly, but not as this format pads."""
    key, aad = hkdf(KF, FID, label("file")), label("file-chunk", FID)
    dirty = bytearray(CHUNK_BYTES)
    dirty[-1] = 1
    plain = {
        "padded-too-far": (10).to_bytes(4) + bytes(10 + 2 * CHUNK_BYTES - 14),
        "padding-not-zero": bytes(dirty),
        "length-beyond-end": CHUNK_BYTES.to_bytes(4) + bytes(CHUNK_BYTES - 4),
    }
    for name, padded in plain.items():
        blob = PREFIX + b"".join(sealed_chunks(key, aad, padded))
        given = {"kf": KF.hex(), "fid": FID.hex(), "blob": blob.hex()}
        yield {"id": f"file-{name}", "op": "open_file", "in": given, "error": "pad"}


def vectors():
    assert padded_length(5 * 1024 * 1024 + 4) == 5_373_952
    yield from sizes()
    for name, (changes, error) in REFUSED.items():
        yield made(name, TWO_CHUNKS, changes, {"error": error})
    yield from wrong_padding()
