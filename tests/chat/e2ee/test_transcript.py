import os

from hypothesis import given, strategies as st

from chat.e2ee.conversation import conversation_id
from chat.e2ee.header import TEAM, TEXT, VISITOR
from chat.e2ee.transcript import Transcript
from tests.properties import tried

KC = bytes(range(32))
CONV = conversation_id(KC)

DAMAGE = ("drop", "swap", "duplicate")


def start():
    return Transcript(KC, CONV, VISITOR), Transcript(KC, CONV, TEAM)


def deliver(views, envelope):
    return [view.accept(envelope) for view in views]


def alternating(views, roles):
    """An honest run: every envelope reaches both sides at once."""
    envelopes = []
    for role in roles:
        envelopes.append(views[role - 1].seal(TEXT, os.urandom(3)))
        deliver(views, envelopes[-1])
    return envelopes


def damaged(envelopes, how, at):
    changed = list(envelopes)
    if how == "drop":
        del changed[at]
    elif how == "duplicate":
        changed.insert(at + 1, changed[at])
    else:
        changed[at], changed[at + 1] = changed[at + 1], changed[at]
    return changed


def alerts_of(taken):
    return [alert for item in taken for alert in item.alerts]


@tried(300)
@given(
    roles=st.lists(st.sampled_from([VISITOR, TEAM]), min_size=2, max_size=12),
    how=st.sampled_from(DAMAGE),
    data=st.data(),
)
def test_any_drop_swap_or_duplicate_shows_at_the_peers_next_honest_message(
    roles, how, data
):
    views = start()
    envelopes = alternating(views, roles)
    honest = views[TEAM - 1].seal(TEXT, b"eerlijk")
    at = data.draw(st.integers(0, len(envelopes) - (2 if how == "swap" else 1)))
    reader = Transcript(KC, CONV, VISITOR)
    story = damaged(envelopes, how, at) + [honest]
    assert alerts_of([reader.accept(envelope) for envelope in story])


@tried(300)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from([VISITOR, TEAM]), st.integers(0, 3), st.integers(0, 3)
        ),
        max_size=30,
    )
)
def test_messages_that_cross_on_an_honest_server_never_alert(steps):
    """Each side writes while part of the server's order is still on its way to it."""
    views, order, cursors = start(), [], [0, 0]
    for role, *delivered in steps:
        order.append(views[role - 1].seal(TEXT, b"x"))
        for side, count in enumerate(delivered):
            assert not catch_up(views[side], order, cursors, side, count=count)
    for side in (0, 1):
        assert not catch_up(views[side], order, cursors, side, count=len(order))
    assert views[0].head == views[1].head


def catch_up(view, order, cursors, side, *, count):
    batch = order[cursors[side] : cursors[side] + count]
    cursors[side] += len(batch)
    return alerts_of([view.accept(envelope) for envelope in batch])


def test_seen_is_proven_by_the_other_sides_next_message_only():
    visitor, team = start()
    first = visitor.seal(TEXT, b"ben je er?")
    visitor.accept(first)
    assert visitor.seen_up_to == 0
    blind = team.seal(TEXT, b"hoi")
    visitor.accept(blind)
    assert visitor.seen_up_to == 0
    deliver([team], first)
    team.accept(blind)
    visitor.accept(team.seal(TEXT, b"ja"))
    assert visitor.seen_up_to == 2


def test_ones_own_messages_prove_nothing():
    visitor, _ = start()
    for _ in range(3):
        visitor.accept(visitor.seal(TEXT, b"hallo?"))
    assert visitor.seen_up_to == 0


def test_a_refused_envelope_leaves_the_chain_as_it_was():
    visitor, team = start()
    envelope = team.seal(TEXT, b"hoi")
    taken = visitor.accept(envelope[:-1] + bytes([envelope[-1] ^ 1]))
    assert (taken.result, taken.alerts, len(visitor)) == ("auth", ["rejected"], 0)
    assert visitor.accept(envelope).alerts == []


def test_a_cut_at_the_end_cannot_be_seen_until_somebody_writes():
    views = start()
    envelopes = alternating(views, [VISITOR, TEAM, TEAM])
    reader = Transcript(KC, CONV, VISITOR)
    assert alerts_of([reader.accept(e) for e in envelopes[:2]]) == []
