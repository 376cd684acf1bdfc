"""How far a socket is: what follows is handed out, everything else is read."""

from hypothesis import given, strategies as st

from chat.models.conversation import Audience
from chat.realtime.bells import Message
from chat.realtime.following import MOST_FRESH, Following
from tests.properties import tried


def message(n):
    return Message("c", n, f"frame {n}", Audience("hash", None))


def taken(place):
    frames = []
    while found := place.take():
        frames.append(found.n)
    return frames


def caught_up(n=0):
    place = Following(n)
    place.unread = False
    return place


def test_what_follows_is_handed_out_without_reading():
    place = caught_up(3)
    assert place.hear(4, message(4))
    assert place.hear(5, message(5))
    assert taken(place) == [4, 5]
    assert (place.cursor, place.unread) == (5, False)


def test_a_gap_an_empty_bell_or_none_of_mine_must_be_read():
    for n, found in ((5, message(5)), (4, None), (0, None)):
        place = caught_up(3)
        assert place.hear(n, found)
        assert place.unread
        assert taken(place) == []


def test_what_was_handed_out_already_wakes_nobody():
    place = caught_up(3)
    assert not place.hear(3, message(3))
    assert not place.hear(2, None)


def test_a_page_that_has_less_gets_it_again():
    place = caught_up(5)
    place.rewind(7)
    assert not place.unread
    place.rewind(2)
    assert (place.cursor, place.unread) == (2, True)


def test_who_does_not_take_is_not_kept_everything():
    place = caught_up()
    for n in range(1, 100):
        place.hear(n, message(n))
    assert len(place.fresh) == MOST_FRESH
    assert place.unread


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("hear"), st.integers(0, 12), st.booleans()),
            st.tuples(st.just("take"), st.just(0), st.just(False)),
            st.tuples(st.just("read"), st.just(0), st.just(False)),
            st.tuples(st.just("rewind"), st.integers(0, 12), st.just(False)),
        ),
        max_size=30,
    )
)
@tried(100)
def test_whatever_comes_it_is_one_order_and_nothing_stays_unseen(acts):
    place, head = Following(0), 0
    for act, n, carries in acts:
        if act == "hear":
            head = max(head, n)
            place.hear(n, message(n) if carries and n else None)
        elif act == "rewind":
            place.rewind(n)
        elif act == "read":
            place.unread, place.cursor = False, max(place.cursor, head)
        else:
            before = place.cursor
            frames = taken(place)
            assert frames == list(range(before + 1, before + 1 + len(frames)))
    taken(place)
    assert place.cursor >= head or place.unread


def test_only_the_very_next_needs_no_turn():
    place = caught_up(3)
    assert place.is_next(4)
    assert not place.is_next(3)
    assert not place.is_next(5)
    place.hear(4, message(4))
    assert not place.is_next(4)
    unread = Following(3)
    assert not unread.is_next(4)
