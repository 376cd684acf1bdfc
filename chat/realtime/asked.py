"""What a poll may ask: `{"frames", "wait", "known"}`, read no further than allowed."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.handlers.asgi import ASGIRequest

from chat.realtime import frames
from chat.wire import Shape, ShapeError, conv_id

MOST_BYTES = 2 * frames.FRAME_BYTES
MOST_FRAMES = frames.BURST
MOST_KNOWN = 40
MOST_WAIT_S = 25

# Said again at every hello; news only when it is not what the page knows already.
STATES = {"place": "ahead", "presence": "here"}

Receive = Callable[[], Awaitable[dict[str, Any]]]


class TooLargeError(Exception):
    """More is being posted than a poll may hold; the rest is not read."""


class HungUpError(Exception):
    """Nobody is there any more to be answered."""


async def body_of(request: ASGIRequest, receive: Receive) -> bytes:
    told = request.META.get("CONTENT_LENGTH") or "0"
    if told.isdecimal() and int(told) > MOST_BYTES:
        raise TooLargeError
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HungUpError
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            raise TooLargeError
        more = message.get("more_body", False)
    return bytes(body)


def said(found: Any) -> list[str]:
    if not isinstance(found, list) or not 0 < len(found) <= MOST_FRAMES:
        raise ShapeError
    try:
        return [_as_frame(one) for one in found]
    except RecursionError:
        raise ShapeError from None


def _as_frame(found: Any) -> str:
    if not isinstance(found, dict):
        raise ShapeError
    # As short as a page writes it: a frame has its own limit.
    return json.dumps(found, separators=(",", ":"), ensure_ascii=False)


def seconds(found: Any) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ShapeError
    if not 0 <= found <= MOST_WAIT_S:
        raise ShapeError
    return found


def known(found: Any) -> dict[tuple[str, str], Any]:
    """[[kind, c, state], …]: what a page heard last, so that it is no news."""
    if not isinstance(found, list) or len(found) > MOST_KNOWN:
        raise ShapeError
    return dict(map(_known, found))


def _known(found: Any) -> tuple[tuple[str, str], Any]:
    if not isinstance(found, list) or len(found) != 3:
        raise ShapeError
    kind, conv, state = found
    if not isinstance(kind, str) or kind not in STATES or not isinstance(state, int):
        raise ShapeError
    return (kind, conv_id(conv)), state


SHAPE: Shape = {"frames": said, "wait": seconds, "known": known}
