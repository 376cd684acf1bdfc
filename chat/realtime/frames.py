"""The frames of `docs/realtime.md`: who may send which, and their exact shape."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chat.wire import (
    Shape,
    ShapeError,
    binary,
    check,
    conv_id,
    cursors,
    exactly,
    flag,
    parse_object,
    whole,
)

FRAME_BYTES = 32 * 1024
PER_SECOND, BURST = 20, 40
FULL_AGAIN_S = BURST / PER_SECOND

RESTART, LATER = 1012, 1013
SHAPE, SESSION, HELLO, SUPERSEDED, UNREAD = 4400, 4401, 4408, 4409, 4410
SIZE, RATE = 4413, 4429
WORDS = {
    RESTART: "restart",
    LATER: "later",
    SHAPE: "shape",
    SESSION: "session",
    HELLO: "hello",
    SUPERSEDED: "superseded",
    UNREAD: "unread",
    SIZE: "size",
    RATE: "rate",
}

_either: dict[str, Shape] = {
    "hello": {"v": exactly(1), "at": cursors},
    "send": {"c": conv_id, "env": binary(0, FRAME_BYTES)},
    "typing": {"c": conv_id, "on": flag},
    "beat": {"at": cursors},
}
VISITOR_FRAMES: dict[str, Shape] = _either | {"end": {"c": conv_id}}
CONSOLE_FRAMES: dict[str, Shape] = _either | {
    "claim": {"c": conv_id},
    "follow": {"c": conv_id, "n": whole()},
    "propose_end": {"c": conv_id},
}


class Violation(Exception):  # noqa: N818 - it ends a line, it is not our error
    """What came does not belong on this line; it is closed with the code."""

    def __init__(self, close_code: int) -> None:
        super().__init__(WORDS[close_code])
        self.close_code = close_code


def parse(text: str | None, shapes: dict[str, Shape]) -> dict[str, Any]:
    if text is not None and _bytes(text) > FRAME_BYTES:
        raise Violation(SIZE)
    try:
        found = parse_object(text or "")
        kind = found.pop("type", None)
        if not isinstance(kind, str) or kind not in shapes:
            raise ShapeError
        return {"type": kind} | check(found, shapes[kind])
    except ShapeError:
        raise Violation(SHAPE) from None


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


@dataclass
class Rate:
    """A bucket, of 40 that fills with 20 a second unless told otherwise."""

    per_second: float = field(default_factory=lambda: PER_SECOND)
    burst: float = field(default_factory=lambda: BURST)
    left: float = field(default_factory=lambda: BURST)
    since: float = field(default_factory=time.monotonic)
    clock: Callable[[], float] = time.monotonic

    def allows(self) -> bool:
        now = self.clock()
        self.left = min(self.burst, self.left + (now - self.since) * self.per_second)
        self.since = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
