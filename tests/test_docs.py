"""The documents are read by the suite, so that they cannot quietly become untrue."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from chat.models import Event
from chat.realtime import frames
from chat.views.visitor import BURST, PER_SECOND

DOCS = Path(settings.BASE_DIR) / "docs"
TESTS = Path(settings.BASE_DIR) / "tests"


def rows_under(heading):
    """The first cell of every row of the table below a heading of realtime.md."""
    text = (DOCS / "realtime.md").read_text()
    section = text.split(heading, 1)[1].split("\n#", 1)[0]
    cells = [line.split("|")[1].strip() for line in section.splitlines() if "|" in line]
    return [cell.strip("`") for cell in cells[2:]]


def test_every_frame_a_client_may_send_is_in_the_table():
    known = frames.VISITOR_FRAMES | frames.CONSOLE_FRAMES
    assert set(rows_under("### Client → server")) == set(known)


def test_every_close_code_is_in_the_table():
    documented = {int(code) for code in rows_under("### Close codes")}
    assert documented == set(frames.WORDS)


def test_every_kind_of_event_is_named():
    text = (DOCS / "realtime.md").read_text().split("### Kinds of event")[1]
    for kind, _ in Event.KINDS:
        assert f"`{kind}`" in text.split("###")[0]


def test_the_limits_in_the_document_are_the_limits_in_the_code():
    text = (DOCS / "realtime.md").read_text()
    assert f"{frames.FRAME_BYTES // 1024} KiB" in text
    text = " ".join(text.split())
    assert (
        f"more than {frames.PER_SECOND} frames a second, burst {frames.BURST}" in text
    )
    tries = f"{PER_SECOND} starts (or {PER_SECOND} tries of a code) a second"
    assert f"more than {tries}, burst {BURST}," in text


@pytest.mark.parametrize(
    "name",
    re.findall(
        r"`((?:e2e|chat|platform_site)/(?:\w+/)*test_\w+\.py)`",
        (DOCS / "threat-model.md").read_text(),
    ),
)
def test_every_test_the_threat_model_leans_on_exists(name):
    assert (TESTS / name).is_file()
