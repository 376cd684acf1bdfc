"""The arithmetic of the bench and the page it writes; nothing here is about speed."""

import math

import pytest

from tests.bench import budgets, figures, page, tables
from tests.bench.crowd import Crowd, Round
from tests.bench.installations import LARGE
from tests.bench.marks import Marks
from tests.bench.pages import Page
from tests.bench.processes import Scaled
from tests.bench.relay import Relayed
from tests.bench.talk import TEAM, VISITOR, ClosedRoom, Side, Tally, message_of
from tests.bench.variants import NOW

CONV = "A" * 22


def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed():
    values = list(range(100, 0, -1))
    assert figures.percentile(values, 50) == 50
    assert figures.percentile(values, 99) == 99
    assert figures.percentile(values, 100) == 100
    assert figures.percentile([7], 1) == 7
    assert math.isnan(figures.percentile([], 50))


def relayed(cpu_us, **trouble):
    same = {"ack_ms": (40.0, 90.0), "beside_us": {"stores": 90.0}}
    nothing = math.nan, math.nan
    floor = Relayed("the floor", 100.0, 5000.0, delivery_ms=nothing, **same)
    ours = Relayed(f"{NOW}, {LARGE}", cpu_us, 3000.0, delivery_ms=(41.0, 95.0), **same)
    ours.trouble = trouble
    return [floor, ours]


def crowd(*, p99_ms=90.0, lost=0):
    asked = Round(
        per_s=200.0,
        ack_ms=(5.0, 80.0),
        delivery_ms=(6.0, p99_ms),
        cpu_percent=12.0,
        load_percent=4.0,
        sent=4000,
        late=lost,
        behind=0,
    )
    return [Crowd(LARGE, 4000, 20.0, 0, 40.0, 39.0, 3.0, [asked], lost, 0, {})]


def test_the_page_puts_the_ratio_first():
    written = page.text({"relay": relayed(250.0)}, "a machine")
    assert f"| **2.5** | {NOW}, {LARGE} | 250 µs | 3,000 |" in written
    assert "– / –" in written


def test_a_row_in_which_anybody_was_refused_is_worth_nothing_and_says_so():
    measured = relayed(250.0, refused=200)
    written = tables.relay(measured)
    assert f"| **–** | {NOW}, {LARGE} (**not valid**: 200 refused) |" in written
    assert "**2.5**" not in written
    budget = budgets.budgets({"relay": measured})
    assert "**not valid**: 200 refused" in budget
    assert "holds" not in budget
    scaled = tables.processes([Scaled(1, 0, measured[1], 0)])
    assert "| **–** | 1 (**not valid**: 200 refused) |" in scaled


def reading(copy):
    return [Page("home", 9.0, copy=copy, unchanged=copy, anew=50.0, file=600.0)]


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ({"relay": relayed(250.0)}, "holds: 2.5 ×"),
        ({"relay": relayed(500.0)}, "**does not hold**: 5.0 ×, 2.0 × as much"),
        ({"crowd": crowd()}, "holds: 90 ms"),
        ({"crowd": crowd(p99_ms=500.0)}, "**does not hold**: 500 ms"),
        ({"pages": reading(6000.0)}, "holds: 120 ×"),
        ({"pages": reading(4000.0)}, "**does not hold**: 80 ×"),
        ({"marks": [Marks("home", 97, 1.0, 30.0, 9)]}, "**does not hold**: 97"),
        ({"marks": [Marks("home", 98, 1.0, 30.0, 9)]}, "holds: 30 KiB"),
        ({"crowd": crowd(lost=1)}, "**does not hold**: 1 lost, 0 double"),
    ],
)
def test_a_budget_that_does_not_hold_says_by_how_much(results, words):
    assert words in budgets.budgets(results)


class Wire(Side):
    """Sends nowhere, and keeps what it would have sent."""

    def __init__(self, room, role):
        super().__init__(b"", room, CONV, role)
        self.said_so_far = []

    def send(self, text):
        self.said_so_far.append(text)


@pytest.fixture
async def room():
    room = ClosedRoom(Tally())
    for role in (VISITOR, TEAM):
        Wire(room, role)
    return room


def envelope(side):
    return side.said_so_far[-1].partition(b'"env": "')[2].rpartition(b'"')[0]


async def test_every_envelope_has_the_next_number_in_its_header(room):
    side = room.sides[0]
    for ctr in range(300):
        assert side.speak() == (VISITOR, side.stream, ctr)
        assert message_of(envelope(side).decode()) == (VISITOR, side.stream, ctr)


async def test_the_next_is_said_when_everybody_has_the_last_one(room):
    visitor, counsellor = room.sides
    room.speak(visitor)
    message = visitor.role, visitor.stream, 0
    room.on_ack(message)
    room.on_delivery(visitor, message)
    assert not counsellor.said_so_far
    room.on_delivery(counsellor, message)
    assert len(counsellor.said_so_far) == 1
    assert room.tally.messages == 1


async def test_who_is_refused_or_cut_off_is_counted_but_not_who_leaves(room):
    visitor, counsellor = room.sides
    for side in room.sides:
        side.upgraded = True
        side.opened.set_result(None)
    visitor.on_refused({})
    visitor.close_code = 4429
    visitor.connection_lost(None)
    counsellor.left = True
    counsellor.connection_lost(None)
    assert room.tally.trouble == {"refused": 1, "closed with 4429": 1}


async def test_what_comes_twice_is_counted(room):
    visitor, counsellor = room.sides
    room.speak(visitor)
    message = visitor.role, visitor.stream, 0
    for _ in range(2):
        room.on_delivery(counsellor, message)
    assert room.double == 1
