"""No order of blocks makes a page skip a level of heading: an editor chooses none."""

import itertools
import json
import re

import pytest

from knowledge.editing.clean_text import cleaned
from knowledge.models import ArticlePage

TEXT = "<p>Een zin.</p>"
LIST = {"heading": "Lijst", "items": [TEXT, TEXT]}
BLOCKS = {
    "heading": "Een kop?",
    "callout": {"tone": "calm", "heading": "Kader", "text": TEXT},
    "question": {"question": "Mag dat?", "answer": TEXT},
    "steps": LIST,
    "signals": LIST,
    "chat": {"heading": "Praten?", "text": ""},
}
ORDERS = [
    *itertools.permutations(["heading", "callout", "question"]),
    ("steps", "callout"),
    ("signals", "heading", "steps", "heading", "question"),
    ("chat", "callout", "heading", "signals"),
]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_headings_go_down_one_level_at_a_time(planted, reader, order):
    page = ArticlePage.objects.get(slug="signalen-op-school")
    page.body = json.dumps([{"type": name, "value": BLOCKS[name]} for name in order])
    page.save()
    html = reader.get(page.url).content.decode()
    main = html[html.index("<main") : html.index("</main")]
    levels = [int(found) for found in re.findall(r"<h([1-6])\b", main)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("level", range(1, 7))
def test_a_running_text_has_no_headings(level):
    assert cleaned(f"<h{level}>Kop</h{level}>{TEXT}") == f"Kop{TEXT}"
