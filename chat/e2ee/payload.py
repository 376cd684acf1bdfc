"""What a payload may say: closed types, closed fields, and who may say it."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from chat.e2ee.errors import E2eeError, need
from chat.e2ee.header import CONTROL, TEAM, TEXT, VISITOR
from chat.e2ee.text import TEXT_LIMIT, tidy_text

Check = Callable[[object], object]
Payload = dict[str, object]

NAME_LIMIT: Final = 40
# The last moment a browser can show.
LAST_MOMENT: Final = 8_640_000_000_000_000

FOR: Final = ("self", "other", "work")
AGES: Final = (
    "under-12",
    "12-13",
    "14-15",
    "16-17",
    "18-22",
    "23-27",
    "28-up",
    "unsaid",
)
TOPICS: Final = (
    *("pressure", "debt", "afraid", "stop"),
    *("name-used", "asked", "worried", "other"),
)
SAFE: Final = ("yes", "unsure", "no")
TO: Final = ("colleague", "team")
ANSWERS: Final = ("yes", "some", "no")


def _text(limit: int, pattern: str = r"[\s\S]+") -> Check:
    def check(value: object) -> str:
        if not isinstance(value, str):
            raise E2eeError("payload")
        tidy = tidy_text(value)
        need(1 <= len(tidy) <= limit, "payload")
        need(re.fullmatch(pattern, tidy) is not None, "payload")
        return tidy

    return check


def _choice(options: Sequence[str]) -> Check:
    def check(value: object) -> object:
        need(isinstance(value, str) and value in options, "payload")
        return value

    return check


def _choices(options: Sequence[str]) -> Check:
    one = _choice(options)

    def check(value: object) -> object:
        if not isinstance(value, list):
            raise E2eeError("payload")
        checked = [one(item) for item in value]
        need(len(set(checked)) == len(checked), "payload")
        return checked

    return check


def _moment(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise E2eeError("payload")
    need(value == value // 1 and 0 <= value <= LAST_MOMENT, "payload")
    return int(value)


_name = _text(NAME_LIMIT, r"[^\n]+")
_language = _text(35, r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_answer = _choice(ANSWERS)


@dataclass(frozen=True)
class Type:
    """`needed` must be there, `may` can be; `at` (milliseconds) fits everywhere."""

    roles: tuple[int, ...]
    needed: dict[str, Check] = field(default_factory=dict)
    may: dict[str, Check] = field(default_factory=dict)
    kind: int = CONTROL


PRE = {
    "n": _name,
    "age": _choice(AGES),
    "topics": _choices(TOPICS),
    "safe": _choice(SAFE),
    "l": _language,
}
TYPES: Final = {
    "text": Type(
        (VISITOR, TEAM), {"b": _text(TEXT_LIMIT)}, {"n": _name, "l": _language}, TEXT
    ),
    "pre": Type((VISITOR,), {"for": _choice(FOR)}, PRE),
    "joined": Type((TEAM,), {"n": _name}),
    "left": Type((TEAM,), {"n": _name}),
    "offer": Type((TEAM,), {"to": _choice(TO), "n": _name}),
    "accept": Type((VISITOR,)),
    "decline": Type((VISITOR,)),
    "lead": Type((TEAM,), {"n": _name}),
    "end-proposed": Type((TEAM,)),
    "end": Type((VISITOR, TEAM)),
    "feedback": Type((VISITOR,), {}, {"helped": _answer, "next": _answer}),
}


def _type_of(payload: object) -> tuple[Payload, Type]:
    if not isinstance(payload, dict):
        raise E2eeError("payload")
    name = payload.get("t")
    if not isinstance(name, str) or name not in TYPES:
        raise E2eeError("payload")
    return payload, TYPES[name]


def check_payload(kind: int, role: int, value: object) -> Payload:
    """A clean copy in the table's order; anything outside the table is refused."""
    payload, known = _type_of(value)
    need(known.kind == kind and role in known.roles, "payload")
    fields = {**known.needed, **known.may, "at": _moment}
    given = set(payload) - {"t"}
    need(set(known.needed) <= given <= set(fields), "payload")
    checked = {key: fields[key](payload[key]) for key in fields if key in given}
    return {"t": payload["t"], **checked}


def encode_payload(role: int, payload: Payload) -> tuple[int, bytes]:
    """The kind of envelope it belongs in, and its bytes."""
    _, known = _type_of(payload)
    checked = check_payload(known.kind, role, payload)
    text = json.dumps(checked, ensure_ascii=False, separators=(",", ":"))
    return known.kind, text.encode()


def _refuse_constant(_: str) -> object:
    raise ValueError


def decode_payload(kind: int, role: int, body: bytes) -> Payload:
    try:
        value = json.loads(body.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise E2eeError("payload") from None
    return check_payload(kind, role, value)
