"""How long and how many may wait at the door, without a clock to wait for."""

import pytest

from platform_site import doorway
from platform_site.doorway import BODY_WITHIN_S, HEAD_WITHIN_S, IDLE_WITHIN_S, Doorway

ROOM = 3


class Waiting:
    """As much of a connection as the door knows."""

    def __init__(self):
        self.requests, self.transport = [], self
        self.turned_out = self.let_go = False

    def abortConnection(self):  # noqa: N802
        self.turned_out = True

    def loseConnection(self):  # noqa: N802
        self.let_go = True


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(doorway.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def door(clock):
    return Doorway(None, room=ROOM)


def come(door, within_s=HEAD_WITHIN_S):
    one = Waiting()
    door.waits(one, within_s)
    return one


def test_the_oldest_makes_room_for_the_newest(door):
    first, *others = [come(door) for _ in range(ROOM + 1)]
    assert first.turned_out
    assert not any(one.turned_out for one in others)


def test_who_is_being_answered_takes_no_place(door):
    first = come(door)
    door.leaves(first)
    others = [come(door) for _ in range(ROOM)]
    assert not any(one.turned_out for one in (first, *others))


@pytest.mark.parametrize("within_s", [HEAD_WITHIN_S, BODY_WITHIN_S, IDLE_WITHIN_S])
def test_each_wait_has_its_end(door, clock, within_s):
    one = come(door, within_s)
    clock[0] += within_s
    door.sweep()
    assert not one.turned_out
    clock[0] += 1
    door.sweep()
    assert one.turned_out


def test_a_head_that_trickles_gains_no_time(door, clock):
    one = come(door)
    clock[0] += HEAD_WITHIN_S - 1
    door.hurries(one, HEAD_WITHIN_S)
    clock[0] += 2
    door.sweep()
    assert one.turned_out


def test_what_was_idle_has_a_whole_head_of_time_when_it_asks_again(door, clock):
    one = come(door, IDLE_WITHIN_S)
    clock[0] += IDLE_WITHIN_S - HEAD_WITHIN_S - 1
    door.hurries(one, HEAD_WITHIN_S)
    clock[0] += HEAD_WITHIN_S + 1
    door.sweep()
    assert one.turned_out


def test_at_the_end_the_idle_go_and_what_was_begun_is_heard(door):
    idle, asking = come(door), come(door)
    asking.requests.append("half a request")
    door.close()
    assert idle.let_go
    assert not asking.let_go
