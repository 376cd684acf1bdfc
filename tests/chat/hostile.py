"""What somebody might send who knows the frames, or does not."""

import json

from hypothesis import strategies as st

from chat.realtime import frames

KINDS = ["hello", "follow", "send", "typing", "beat", "end", "propose_end", "bye", ""]
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
