"""A short spell of bad weather; `make chaos` runs longer ones, and more of them."""

import pytest

from tests.chaos import conductor, weather
from tests.chaos.verdict import Kept, count
from tests.e2e.modes import LARGE, SMALL

SEED, SECONDS = 25, 5


@pytest.mark.parametrize(
    ("stores", "processes"), [(SMALL, 1), (LARGE, 2)], indirect=["stores"]
)
def test_in_bad_weather_nothing_is_lost_doubled_disordered_or_stuck(stores, processes):
    script = weather.make(SEED, large=processes > 1, seconds=SECONDS)
    found = conductor.run(stores, script, processes=processes, patience_s=600)
    assert not found.faults, f"{script}\n{found.faults}"
    assert found.acknowledged > SECONDS


def kept(*events):
    conversations = [("c", "open", len(events), "ana")]
    return Kept(lambda sql: events if "chat_event" in sql else conversations)


def page(who, *steps):
    told = [{"who": who, "page": 1, "did": "opened", "c": "c"}]
    return told + [{"who": who, "page": 1, "c": "c"} | step for step in steps]


def shown(n, text):
    return {"did": "shown", "n": n, "text": text}


LIVES = [
    {"who": "v1", "page": 1, "talks": [{"c": "c", "n": 2, "unsent": 0, "over": None}]}
]
ROWS = [("c", 1, "message", 1, "s", 0), ("c", 2, "message", 1, "s", 1)]
ACKED = {"did": "acked", "stream": "s", "ctr": 2, "n": 3}
SENT = {"did": "sent", "n": 2, "text": "v1.1:2"}
FIRST, SECOND = shown(1, "v1.1:1"), shown(2, "v1.1:2")


@pytest.mark.parametrize(
    ("steps", "faults"),
    [
        ([FIRST, SECOND], (0, 0, 0)),
        ([FIRST, SECOND, ACKED], (1, 0, 0)),
        ([SENT, FIRST], (1, 0, 0)),
        ([FIRST, shown(2, "v1.1:1")], (0, 1, 0)),
        ([SECOND, FIRST], (0, 0, 2)),
        ([FIRST, SECOND, {"did": "alert", "n": 2, "alerts": ["replay"]}], (0, 1, 0)),
    ],
)
def test_the_verdict_sees_what_pages_and_rows_show(steps, faults):
    found = count(page("v1", *steps), LIVES, kept(*ROWS), [])
    assert (len(found.lost), len(found.doubled), len(found.disordered)) == faults
