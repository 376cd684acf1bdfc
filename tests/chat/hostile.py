"""What somebody might send who knows the frames, or does not."""

import json
from typing import NamedTuple

from hypothesis import strategies as st

from chat.e2ee.boxes import to_base64url
from chat.realtime import frames

KINDS = ["hello", "claim", "follow", "send", "typing", "beat"]
KINDS += ["end", "propose_end", "bye", ""]
NAMES = ["type", "v", "at", "c", "n", "env", "on", "role", "__proto__", "é"]

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([2**31, 2**64, -1, 10**400, float("nan"), float("inf"), -0.0]),
    st.floats(),
    st.text(alphabet=st.characters(), max_size=30),
    st.sampled_from(["\ud800", "\0", "A" * 22, "B" * 22, "A" * 811, "💥"]),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    ),
    max_leaves=12,
)
objects = st.builds(
    lambda kind, rest: {"type": kind} | rest,
    st.one_of(st.sampled_from(KINDS), values),
    st.dictionaries(st.sampled_from(NAMES[1:]), values, max_size=4),
)
SHAPES = frames.VISITOR_FRAMES | frames.CONSOLE_FRAMES
# The right names with wrong values get past the first check, and reach the others.
nearly = st.sampled_from(sorted(SHAPES)).flatmap(
    lambda kind: st.fixed_dictionaries(
        {"type": st.just(kind)} | dict.fromkeys(SHAPES[kind], values)
    )
)
texts = st.one_of(
    st.one_of(nearly, objects, values).map(json.dumps),
    st.text(min_size=1, max_size=60),
    st.sampled_from(["[" * 9000, '{"type":' * 3000, "9" * 20_000, "\x00", "NaN", "-"]),
)


class Sealed(NamedTuple):
    """An envelope by name; the same names are the same bytes, before the change."""

    by: str
    stream: int
    ctr: int
    wording: str
    change: tuple


conversations = st.sampled_from(["mine", "mine", "theirs", "nobody's"])
places = st.one_of(st.integers(0, 79), st.integers(0, 607))
changes = st.one_of(
    *[st.just(("none",))] * 6,
    st.tuples(st.just("flip"), places, st.integers(1, 255)),
    st.tuples(st.just("cut"), places),
    st.just(("double",)),
)
# To which conversation, and who sealed it: right, of somebody else, and mixed up.
ADDRESSED = [
    *[("mine", "me")] * 4,
    *[("theirs", "them")] * 2,
    ("mine", "my other side"),
    ("mine", "them"),
    ("theirs", "me"),
    ("nobody's", "me"),
]


def send(conv, by, stream=0, ctr=0, wording="Hallo.", change=("none",)):
    return {"type": "send", "c": conv, "env": Sealed(by, stream, ctr, wording, change)}


sends = st.builds(
    lambda addressed, *rest: send(*addressed, *rest),
    st.sampled_from(ADDRESSED),
    st.integers(0, 1),
    st.sampled_from([0, 0, 0, 1, 1, 2, 2**32 - 1]),
    st.sampled_from(["Hallo.", "Iets anders."]),
    changes,
)
# What the checks of the shape let through.
FIELDS = {
    "v": st.just(1),
    "c": conversations,
    "n": st.integers(0, 5),
    "on": st.booleans(),
    "at": st.lists(st.tuples(conversations, st.integers(0, 5)), max_size=3),
}
HELLO = {"type": "hello", "v": 1, "at": [("mine", 0)]}
# Each answer once: again, otherwise, on, past a hole, anew, as another, to another.
EVERY_ANSWER = [
    HELLO,
    send("mine", "me"),
    send("mine", "me", wording="Iets anders."),
    send("mine", "me", ctr=1),
    send("mine", "me", ctr=3),
    send("mine", "me", stream=1),
    send("mine", "my other side", ctr=1),
    send("theirs", "them"),
    send("theirs", "them", ctr=1),
]


def moves(shapes):
    """Frames of this side in names, which `Ground` turns into real ones."""
    others = [
        st.fixed_dictionaries(
            {"type": st.just(kind)} | {name: FIELDS[name] for name in shape}
        )
        for kind, shape in shapes.items()
        if kind not in {"send", "hello"}
    ]
    return st.one_of(sends, sends, sends, *others)


def attacks(shapes):
    """What is said on one line: most often greeted first, and sense before nonsense."""
    opening = st.sampled_from([[HELLO], [HELLO], [HELLO], [HELLO], []])
    said = st.lists(moves(shapes), min_size=4, max_size=16)
    again = {"type": st.just("hello"), "v": FIELDS["v"], "at": FIELDS["at"]}
    at_last = st.lists(st.one_of(texts, st.fixed_dictionaries(again)), max_size=2)
    return st.builds(lambda *parts: sum(parts, []), opening, said, at_last, said)


class Ground:
    """Two real conversations: the attacker's, of which it is a side, and another."""

    def __init__(self, *, me, my_other_side, them):
        self.sides = {"me": me, "my other side": my_other_side, "them": them}
        self.convs = {"mine": me.conv, "theirs": them.conv, "nobody's": "A" * 22}
        self.streams = [bytes([number]) * 8 for number in (1, 2)]
        self.sealed = {}

    def text(self, move):
        """A move as it goes over the line."""
        if isinstance(move, str):
            return move
        return json.dumps({name: self._real(name, move[name]) for name in move})

    def _real(self, name, value):
        if name == "c":
            return self.convs[value]
        if name == "at":
            return [[self.convs[conv], n] for conv, n in value]
        return to_base64url(self.envelope(value)) if name == "env" else value

    def envelope(self, wanted):
        name = wanted[:-1]
        if name not in self.sealed:
            stream = self.streams[wanted.stream]
            side = self.sides[wanted.by]
            self.sealed[name] = side.seal(wanted.wording, stream=stream, ctr=wanted.ctr)
        return CHANGES[wanted.change[0]](self.sealed[name], *wanted.change[1:])


def _flip(raw, place, mask):
    return raw[:place] + bytes([raw[place] ^ mask]) + raw[place + 1 :]


CHANGES = {
    "none": lambda raw: raw,
    "flip": _flip,
    "cut": lambda raw, place: raw[:place],
    "double": lambda raw: raw + raw,
}
