import re
from pathlib import Path

import pytest

from chat.e2ee.header import TEAM, VISITOR
from chat.e2ee.payload import TYPES

TEXT = (Path(__file__).parents[3] / "docs" / "e2ee.md").read_text()
ROWS = [line.split("|") for line in TEXT.splitlines() if line.startswith("| `")]
WHO = {"visitor": (VISITOR,), "team": (TEAM,), "both": (VISITOR, TEAM)}


def documented(name):
    """The kind and the senders that the document gives a type of payload."""
    found = [row for row in ROWS if f"`{name}`" in row[1] and len(row) == 6]
    assert len(found) == 1
    return int(found[0][2]), WHO[found[0][3].strip()]


@pytest.mark.parametrize("name", TYPES)
def test_a_type_of_payload_is_documented_with_its_kind_and_its_senders(name):
    assert documented(name) == (TYPES[name].kind, TYPES[name].roles)


@pytest.mark.parametrize("name", TYPES)
def test_every_field_of_a_payload_is_documented(name):
    row = next(row for row in ROWS if f"`{name}`" in row[1] and len(row) == 6)
    fields = set(re.findall(r"`(\w+)`", row[4]))
    assert fields == {*TYPES[name].needed, *TYPES[name].may}
