"""The common case of a WebSocket, done in one step: one whole text in one read, one
whole text in one write. Whatever is not exactly that goes the library's own way.

What autobahn and Twisted do for a frame costs more than everything the chat does for
a message (decision 0011); `tests/platform_site/test_shortcut.py` holds both ways
against each other.
"""

from typing import Any

# FIN and "text"; a client's frame is masked (RFC 6455, 5.2).
WHOLE_TEXT, MASKED = 0x81, 0x80
MASK_BYTES, LENGTH_IN_TWO_BYTES, MOST_IN_TWO_BYTES = 4, 126, 0xFFFF


def whole_text(data: bytes) -> bytes | None:
    """The payload, when these bytes are one whole text frame of at most 64 KiB from a
    client, and nothing else.
    """
    if len(data) < 2 + MASK_BYTES or data[0] != WHOLE_TEXT or not data[1] & MASKED:
        return None
    length, start = data[1] & ~MASKED, 2
    if length == LENGTH_IN_TWO_BYTES:
        length, start = int.from_bytes(data[2:4]), 4
        if length < LENGTH_IN_TWO_BYTES:
            return None
    elif length > LENGTH_IN_TWO_BYTES:
        return None
    mask, payload = data[start : start + MASK_BYTES], data[start + MASK_BYTES :]
    if len(payload) != length:
        return None
    return _unmasked(mask, payload)


def _unmasked(mask: bytes, payload: bytes) -> bytes | None:
    length = len(payload)
    key = (mask * (length // MASK_BYTES + 1))[:length]
    both = int.from_bytes(payload) ^ int.from_bytes(key)
    text = both.to_bytes(length)
    try:
        text.decode()
    except UnicodeDecodeError:
        return None
    return text


def frame_of(text: bytes) -> bytes | None:
    """A whole text frame of a server; None for one that is too long to be said so."""
    length = len(text)
    if length < LENGTH_IN_TWO_BYTES:
        return bytes((WHOLE_TEXT, length)) + text
    if length <= MOST_IN_TWO_BYTES:
        head = bytes((WHOLE_TEXT, LENGTH_IN_TWO_BYTES))
        return head + length.to_bytes(2) + text
    return None


def write(transport: Any, data: bytes) -> None:
    """At once, when nothing waits to be written before it; else as Twisted does, which
    asks the loop to be told when it may write, writes, and takes that back.
    """
    waits = transport.dataBuffer or transport._tempDataBuffer or transport.TLS
    if transport.connected and not transport.disconnecting and not waits:
        written = transport.writeSomeData(data)
        # An error is found again, and dealt with, by whoever writes next.
        if isinstance(written, int):
            data = data[written:]
    if data:
        transport.write(data)
