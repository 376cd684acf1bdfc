from chat.e2ee.boxes import u32
from chat.e2ee.errors import E2eeError, need
from chat.e2ee.header import BUCKETS


def pad_to(length: int, payload: bytes) -> bytes:
    return (u32(len(payload)) + payload).ljust(length, b"\0")


def pad(payload: bytes) -> bytes:
    for bucket in BUCKETS:
        if len(payload) + 4 <= bucket:
            return pad_to(bucket, payload)
    raise E2eeError("too-long")


def unpad_from(padded: bytes) -> bytes:
    end = 4 + int.from_bytes(padded[:4])
    need(end <= len(padded), "pad")
    need(not any(padded[end:]), "pad")
    return padded[4:end]


def unpad(padded: bytes) -> bytes:
    payload = unpad_from(padded)
    need(len(pad(payload)) == len(padded), "pad")
    return payload
