"""What a run takes away is there to be taken, and is asked as the product asks it."""

import subprocess

import pytest

from tests.chaos import broken, hurry, logs
from tests.chaos.protections import BY_NAME, PROTECTIONS
from tests.chaos.verdict import DOUBLED, LOST, STUCK, Verdict
from tests.checks import BIN, ROOT

SWAPS = [swap for swaps in broken.SWAPS.values() for swap in swaps]
PAGES = """
import "./tests/chaos/people/hurry.js";
import { NAMES, remove } from "./tests/chaos/people/broken.js";
NAMES.forEach(remove);
console.log(NAMES.join(" "));
"""


@pytest.mark.parametrize(
    "swap",
    [*SWAPS, broken.BELLS],
    ids=lambda swap: f"{swap.owner.__name__} {swap.name}",
)
def test_what_is_taken_away_is_there_and_asked_as_before(swap):
    assert swap.why_not() == ""


class Product:
    def beat(self, topic, *, wait):
        """As it was."""


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("do_beat", lambda self, topic, *, wait: None),
        ("beat", lambda self, topic: None),
        ("beat", lambda self, topic, wait: None),
    ],
)
def test_what_is_gone_or_asked_in_another_way_stops_the_start(name, instead):
    with pytest.raises(SystemExit, match=f"Product.{name}"):
        broken.Swap(Product, name, instead).do()


def test_every_time_that_is_shortened_is_there():
    assert [key for key in hurry.TIMES if not hasattr(*key)] == []


def test_pages_too_have_what_is_taken_from_them_and_every_protection_is_known():
    node = [BIN / "node", "--no-warnings", "--input-type=module", "-e", PAGES]
    done = subprocess.run(node, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {*done.stdout.split(), *broken.SWAPS} == BY_NAME.keys() - {""}


@pytest.mark.parametrize("protection", PROTECTIONS, ids=lambda one: one.name)
def test_only_what_a_protection_names_counts_as_its_proof(protection):
    complained = Verdict(errors=["builtins.TypeError, 3 times"])
    assert not protection.is_missed(complained)
    assert protection.unexplained(complained) == complained.errors
    everything = Verdict(**{kind: [kind] for kind in (LOST, DOUBLED, STUCK)})
    named = {protection.shows} | protection.besides
    assert {*protection.unexplained(everything)} == {LOST, DOUBLED, STUCK} - named


LOG = """\
WARNING chat.realtime.line: The store is not available: OperationalError
ERROR chat.realtime.pump: A line was cut.
{}
  /product/chat/realtime/pump.py:64 _run
  /product/chat/realtime/socket.py:12 do_events
django.db.utils.OperationalError
WARNING chat.realtime.others: Other processes cannot be rung: TimeoutError
"""


@pytest.mark.parametrize(
    ("kind", "complaints"),
    [
        ("builtins.TypeError", {"builtins.TypeError": 1}),
        ("django.db.utils.IntegrityError", {"django.db.utils.IntegrityError": 1}),
        ("django.db.utils.OperationalError", {}),
        ("builtins.ConnectionResetError", {}),
        ("redis.exceptions.TimeoutError", {}),
    ],
)
def test_what_no_weather_explains_is_found_in_a_log(kind, complaints):
    assert logs.complaints(LOG.format(kind)) == complaints


def test_what_ends_a_process_is_found_too():
    story = (
        'Traceback (most recent call last):\n  File "a", line 1\n    a()\nKeyError: 1'
    )
    assert logs.complaints(f"WARNING chat: so\n{story}\n") == {"KeyError": 1}


@pytest.mark.parametrize(
    ("reader", "found"), [("_do_receiving", 0), ("unsubscribe", 1)]
)
def test_only_the_reader_that_mends_itself_is_weather(reader, found):
    """Two readers of one line of Redis: the library's own tries again, ours may not."""
    record = f"""ERROR channels_redis.pubsub: at pubsub:327
builtins.RuntimeError
  /x/channels_redis/pubsub.py:314 {reader}
  /x/redis/asyncio/connection.py:1294 read_response
  /x/asyncio/streams.py:526 _wait_for_data
WARNING chat.realtime.others: Other processes cannot be rung: TimeoutError
"""
    assert logs.complaints(record).total() == found
