"""Checks of everything that comes over a line, the same for sockets and HTTP.

A shape maps field names to checks; a check returns the value to use or raises.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from chat.e2ee.boxes import from_base64url
from chat.e2ee.errors import E2eeError

Check = Callable[[Any], Any]
Shape = dict[str, Check]

MOST_CURSORS = 20
MOST_N = 2**31 - 1


class ShapeError(Exception):
    """What came is not of the form that was agreed."""


def parse_object(text: str | bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise ShapeError from None
    if not isinstance(found, dict):
        raise ShapeError
    return found


def check(found: dict[str, Any], shape: Shape) -> dict[str, Any]:
    """Exactly these fields, each in order; nothing more, nothing less."""
    if found.keys() != shape.keys():
        raise ShapeError
    return {name: test(found[name]) for name, test in shape.items()}


def exactly(value: object) -> Check:
    def test(found: Any) -> Any:
        if type(found) is not type(value) or found != value:
            raise ShapeError
        return found

    return test


def flag(found: Any) -> bool:
    if not isinstance(found, bool):
        raise ShapeError
    return found


def whole(least: int = 0, most: int = MOST_N) -> Check:
    def test(found: Any) -> int:
        if isinstance(found, bool) or not isinstance(found, int):
            raise ShapeError
        if not least <= found <= most:
            raise ShapeError
        return found

    return test


def word(pattern: str) -> Check:
    compiled = re.compile(pattern)

    def test(found: Any) -> str:
        if not isinstance(found, str) or not compiled.fullmatch(found):
            raise ShapeError
        return found

    return test


def binary(least: int, most: int | None = None) -> Check:
    """base64url without padding, of `least` to `most` bytes, in its one spelling."""

    def test(found: Any) -> bytes:
        top = least if most is None else most
        if not isinstance(found, str) or len(found) > (top * 4 + 2) // 3:
            raise ShapeError
        try:
            value = from_base64url(found)
        except E2eeError:
            raise ShapeError from None
        if not least <= len(value) <= top:
            raise ShapeError
        return value

    return test


def text_of(least: int, most: int | None = None) -> Check:
    """Like `binary`, but keeps the text: ids are stored as they travel."""
    test_bytes = binary(least, most)

    def test(found: Any) -> str:
        test_bytes(found)
        return str(found)

    return test


conv_id = text_of(16)


def cursors(found: Any) -> dict[str, int]:
    if not isinstance(found, list) or len(found) > MOST_CURSORS:
        raise ShapeError
    n = whole()
    places: dict[str, int] = {}
    for pair in found:
        if not isinstance(pair, list) or len(pair) != 2:
            raise ShapeError
        places[conv_id(pair[0])] = n(pair[1])
    return places
