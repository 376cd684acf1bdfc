"""Payloads: each type once, and each way to step outside the table."""

import json

from chat.e2ee.payload import AGES, ANSWERS, FOR, SAFE, TO, TOPICS

VISITOR, TEAM = 1, 2
TEXT, FILE, CONTROL = 1, 2, 3

GOOD = {
    "text": (
        TEXT,
        TEAM,
        {"t": "text", "b": "Hoi! 🙂\nAlles goed?", "n": "Sanne", "l": "nl"},
    ),
    "text-visitor": (TEXT, VISITOR, {"t": "text", "b": "ja", "at": 1790000000123}),
    "text-longest": (TEXT, VISITOR, {"t": "text", "b": "😀" * 4000}),
    "text-arabic": (TEXT, VISITOR, {"t": "text", "b": "السلام", "l": "ar"}),
    "pre-least": (CONTROL, VISITOR, {"t": "pre", "for": "self"}),
    "pre": (
        CONTROL,
        VISITOR,
        {
            "t": "pre",
            "for": "other",
            "n": "Vos",
            "age": "16-17",
            "topics": ["debt", "afraid"],
            "safe": "unsure",
            "l": "nl",
        },
    ),
    "joined": (CONTROL, TEAM, {"t": "joined", "n": "Sanne"}),
    "left": (CONTROL, TEAM, {"t": "left", "n": "Sanne"}),
    "offer": (CONTROL, TEAM, {"t": "offer", "to": "colleague", "n": "Ivo"}),
    "accept": (CONTROL, VISITOR, {"t": "accept"}),
    "decline": (CONTROL, VISITOR, {"t": "decline"}),
    "lead": (CONTROL, TEAM, {"t": "lead", "n": "Mees"}),
    "end-proposed": (CONTROL, TEAM, {"t": "end-proposed"}),
    "end-visitor": (CONTROL, VISITOR, {"t": "end"}),
    "end-team": (CONTROL, TEAM, {"t": "end", "at": 0}),
    "feedback": (CONTROL, VISITOR, {"t": "feedback", "helped": "yes", "next": "some"}),
    "feedback-none": (CONTROL, VISITOR, {"t": "feedback"}),
}
JOINED = {"t": "joined", "n": "Sanne"}
PRE = {"t": "pre", "for": "self"}
WORDS = {"t": "text", "b": "hoi"}
BAD = {
    "unknown-type": (CONTROL, TEAM, {"t": "kick"}),
    "no-type": (CONTROL, TEAM, {"n": "Sanne"}),
    "type-not-text": (CONTROL, TEAM, {"t": ["joined"]}),
    "inherited-type": (CONTROL, TEAM, {"t": "constructor"}),
    "unknown-field": (CONTROL, TEAM, {**JOINED, "email": "x"}),
    "inherited-field": (CONTROL, TEAM, {**JOINED, "toString": "x"}),
    "visitor-joins": (CONTROL, VISITOR, JOINED),
    "team-answers-pre": (CONTROL, TEAM, PRE),
    "team-accepts": (CONTROL, TEAM, {"t": "accept"}),
    "control-as-text": (TEXT, TEAM, JOINED),
    "text-as-control": (CONTROL, TEAM, WORDS),
    "text-as-file": (FILE, TEAM, WORDS),
    "missing-field": (CONTROL, TEAM, {"t": "joined"}),
    "field-null": (CONTROL, TEAM, {"t": "joined", "n": None}),
    "name-empty": (CONTROL, TEAM, {"t": "joined", "n": ""}),
    "name-two-lines": (CONTROL, TEAM, {"t": "joined", "n": "Sanne\nx"}),
    "name-too-long": (CONTROL, TEAM, {"t": "joined", "n": "S" * 41}),
    "name-number": (CONTROL, TEAM, {"t": "joined", "n": 7}),
    "text-empty": (TEXT, VISITOR, {"t": "text", "b": ""}),
    "text-only-control": (TEXT, VISITOR, {"t": "text", "b": "\u0007"}),
    "text-too-long": (TEXT, VISITOR, {"t": "text", "b": "x" * 4001}),
    "language": (TEXT, VISITOR, {**WORDS, "l": "Nederlands"}),
    "choice-unknown": (CONTROL, VISITOR, {**PRE, "age": "15"}),
    "choice-list": (CONTROL, VISITOR, {**PRE, "age": ["16-17"]}),
    "topics-twice": (CONTROL, VISITOR, {**PRE, "topics": ["debt", "debt"]}),
    "topics-unknown": (CONTROL, VISITOR, {**PRE, "topics": ["debt", "school"]}),
    "topics-text": (CONTROL, VISITOR, {**PRE, "topics": "debt"}),
    "time-text": (CONTROL, VISITOR, {"t": "end", "at": "now"}),
    "time-negative": (CONTROL, VISITOR, {"t": "end", "at": -1}),
    "time-part": (CONTROL, VISITOR, {"t": "end", "at": 1.5}),
    "time-true": (CONTROL, VISITOR, {"t": "end", "at": True}),
    "time-huge": (CONTROL, VISITOR, {"t": "end", "at": 2**53}),
    "array": (CONTROL, VISITOR, [PRE]),
    "null": (CONTROL, VISITOR, None),
    "string": (CONTROL, VISITOR, "end"),
}
RAW = {
    "not-json": b"{",
    "empty": b"",
    "not-utf8": b'{"t":"end","at":\xff}',
    "byte-order-mark": b'\xef\xbb\xbf{"t":"end"}',
    "not-a-number": b'{"t":"end","at":NaN}',
    "two-values": b'{"t":"end"}{"t":"end"}',
}
TIDIED = {
    "bell": ("a\u0007b", "ab"),
    "composed": ("e\u0301", "\u00e9"),
    "carriage-return": ("a\r\nb", "a\nb"),
}


def compact(payload):
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def decode(name, kind, role, body, **expected):
    given = {"kind": kind, "role": role, "body": body.hex()}
    return {"id": f"payload-{name}", "op": "decode_payload", "in": given, **expected}


def each_choice():
    """Both languages know every answer on the list."""
    answers = {"for": FOR, "age": AGES, "safe": SAFE}
    for field, choices in answers.items():
        for choice in choices:
            yield f"{field}-{choice}", VISITOR, {**PRE, field: choice}
    yield "topics-all", VISITOR, {**PRE, "topics": list(TOPICS)}
    for choice in TO:
        yield f"to-{choice}", TEAM, {"t": "offer", "to": choice, "n": "Ivo"}
    for choice in ANSWERS:
        answered = {"t": "feedback", "helped": choice, "next": choice}
        yield f"answer-{choice}", VISITOR, answered


def vectors():
    for name, role, payload in each_choice():
        yield decode(f"choice-{name}", CONTROL, role, compact(payload), out=payload)
    for name, (kind, role, payload) in GOOD.items():
        yield decode(name, kind, role, compact(payload), out=payload)
        backwards = dict(reversed(payload.items()))
        made = {"kind": kind, "body": compact(payload).hex()}
        given = {"role": role, "payload": backwards}
        yield {"id": f"encode-{name}", "op": "encode_payload", "in": given, "out": made}
    for name, (kind, role, payload) in BAD.items():
        yield decode(name, kind, role, compact(payload), error="payload")
    for name, body in RAW.items():
        yield decode(name, CONTROL, VISITOR, body, error="payload")
    for name, (sent, shown) in TIDIED.items():
        out = {"t": "text", "b": shown}
        body = json.dumps({"t": "text", "b": sent}).encode()
        yield decode(f"tidied-{name}", TEXT, VISITOR, body, out=out)
