"""Beginning anew while something else happens to the conversation before."""

from functools import partial

import pytest
from django.utils import timezone

from chat import claims, conversations, endings, presence, return_codes
from chat.e2ee.checks import auth_hash
from chat.models import Conversation, Event, Ticket
from tests.chat.live.test_races import begin, counsellor
from tests.chat.live.threads import at_once, kinds

pytestmark = [pytest.mark.usefixtures("db", "patient")]

LEFT, KEPT = Conversation.OVER, Conversation.WAITING


@pytest.fixture
def lost(team_key):
    """A conversation whose page is not there, and whose it is."""
    visitor, sender = begin(team_key)
    Ticket.objects.update(here_until=timezone.now())
    return visitor.conv, sender


def told():
    return list(Event.objects.order_by("n").values_list("kind", flat=True))


@pytest.mark.parametrize("_round", range(3))
def test_of_four_tabs_that_begin_anew_one_leaves(lost, _round):
    _, sender = lost
    acts = [partial(endings.leave_behind, sender.session_hash)] * 4
    assert kinds(at_once(*acts)) == ["NoneType"] * 4
    assert told() == ["left"]


@pytest.mark.parametrize("_round", range(5))
def test_a_page_that_says_that_it_is_there_is_heard_before_or_after(lost, _round):
    conv, sender = lost
    page = presence.Visitor(conv, sender.session_hash)
    left, _ = at_once(
        partial(endings.leave_behind, sender.session_hash),
        partial(presence.visitors_here, [page]),
    )
    kept = isinstance(left, endings.Elsewhere)
    conversation = Conversation.objects.get()
    assert conversation.state == (KEPT if kept else LEFT)
    assert (conversation.session_hash is not None) is kept


@pytest.mark.parametrize("_round", range(5))
def test_a_code_is_taken_before_or_not_at_all(lost, _round):
    conv, sender = lost
    take = partial(return_codes.take, kdf=1, hash_=auth_hash(b"\1" * 32))
    _, taken = at_once(
        partial(endings.leave_behind, sender.session_hash),
        partial(take, conv, sender, wrap=bytes(60)),
    )
    refused = isinstance(taken, conversations.NotYours)
    assert (taken is None) is not refused
    conversation = Conversation.objects.get()
    assert conversation.state == (LEFT if refused else KEPT)
    assert (conversation.code_hash is None) is refused


@pytest.mark.parametrize("_round", range(5))
def test_nobody_is_claimed_who_left(lost, _round):
    conv, sender = lost
    user_id = counsellor()
    _, claimed = at_once(
        partial(endings.leave_behind, sender.session_hash),
        partial(claims.claim, conv, user_id),
    )
    gone = isinstance(claimed, claims.Gone)
    assert told() == (["left"] if gone else ["claimed", "left"])
    assert not Ticket.objects.of(user_id).running().exists()
