"""Whatever the text, reading it ends in a frame or in a close that has a code."""

import pytest
from hypothesis import given

from chat.realtime import frames
from tests.chat.hostile import texts
from tests.properties import tried


@pytest.fixture(autouse=True)
def _rolled_back():
    """Nothing here asks a database, so one leg is enough."""


@pytest.mark.parametrize("shapes", [frames.VISITOR_FRAMES, frames.CONSOLE_FRAMES])
@tried(800)
@given(text=texts)
def test_a_text_is_a_frame_or_a_violation(shapes, text):
    try:
        frame, code = frames.parse(text, shapes), None
    except frames.Violation as violation:
        frame, code = None, violation.close_code
    if frame is None:
        assert code in frames.WORDS
    else:
        assert frame.keys() - {"type"} == shapes[frame["type"]].keys()
