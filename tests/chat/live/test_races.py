"""Two people do it at the same moment: one order, one winner, nobody over a limit."""

from functools import partial

import pytest
from django.conf import settings
from django.db.models import Q

from chat import (
    claims,
    conversations,
    desk,
    endings,
    messages,
    queue,
    return_codes,
    sessions,
    team_keys,
)
from chat.e2ee.boxes import from_base64url, to_base64url
from chat.e2ee.checks import auth_hash
from chat.models import Conversation, Event, StaffKey, TeamGrant, TeamKey, Ticket
from chat.models.conversation import TEAM, VISITOR, Sender
from tests.chat.live.threads import at_once, kinds
from tests.chat.peers import Keys, Visitor
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("db", "patient")

AUTH = b"\1" * 32


def begin(team_key):
    visitor = Visitor(team_key)
    wrap = from_base64url(visitor.opening["wrap"])
    token = conversations.start(visitor.conv, TeamKey.objects.get(), wrap)
    return visitor, Sender(VISITOR, session_hash=sessions.hashed(token))


def counsellor():
    user = make_user("counsellor")
    StaffKey.objects.create(user=user, vault={})
    return user.pk


def numbers(conv):
    events = Event.objects.filter(conversation_id=conv)
    return list(events.order_by("n").values_list("n", flat=True))


def unbroken(conv):
    last = Conversation.objects.get(pk=conv).last_n
    return numbers(conv) == list(range(1, last + 1))


@pytest.mark.parametrize("_round", range(3))
def test_of_eight_counsellors_one_gets_the_visitor(team_key, _round):
    visitor, _ = begin(team_key)
    acts = [partial(claims.claim, visitor.conv, counsellor()) for _ in range(8)]
    assert kinds(at_once(*acts)) == ["NoneType"] + ["Taken"] * 7
    assert Event.objects.filter(kind=Event.CLAIMED).count() == 1
    assert unbroken(visitor.conv)


@pytest.mark.parametrize("_round", range(3))
def test_one_counsellor_never_gets_more_than_the_limit(team_key, _round):
    user_id = counsellor()
    convs = [begin(team_key)[0].conv for _ in range(6)]
    results = at_once(*[partial(claims.claim, conv, user_id) for conv in convs])
    limit = settings.CONVERSATIONS_AT_ONCE
    assert kinds(results) == ["FullHands"] * (6 - limit) + ["NoneType"] * limit
    assert Ticket.objects.of(user_id).count() == limit


@pytest.mark.parametrize("_round", range(3))
def test_eight_streams_at_once_make_one_order_without_holes(team_key, _round):
    visitor, sender = begin(team_key)

    def talk():
        page = visitor.counsellor()
        page.role, page.keys = visitor.role, visitor.keys
        page.renew()
        return [messages.append(visitor.conv, sender, page.seal()).n for _ in range(4)]

    told = at_once(*[talk] * 8)
    assert sorted(n for ns in told for n in ns) == list(range(1, 33))
    assert all(ns == sorted(ns) for ns in told)
    assert unbroken(visitor.conv)


def test_the_same_envelope_from_four_lines_is_one_message(team_key):
    visitor, sender = begin(team_key)
    act = partial(messages.append, visitor.conv, sender, visitor.seal())
    assert {event.n for event in at_once(*[act] * 4)} == {1}
    assert numbers(visitor.conv) == [1]


@pytest.mark.parametrize("_round", range(5))
def test_nothing_comes_after_the_end(team_key, _round):
    visitor, sender = begin(team_key)
    said = [visitor.seal() for _ in range(1)]
    results = at_once(
        partial(messages.append, visitor.conv, sender, said[0]),
        partial(endings.end, visitor.conv, sender),
    )
    kinds_ = list(Event.objects.order_by("n").values_list("kind", flat=True))
    if isinstance(results[0], conversations.Ended):
        assert kinds_ == ["ended"]
    else:
        assert kinds_ == ["message", "ended"]


@pytest.mark.parametrize("_round", range(5))
def test_a_counsellor_who_lost_the_conversation_cannot_have_the_last_word(
    team_key, _round
):
    visitor, _ = begin(team_key)
    user_id = counsellor()
    claims.claim(visitor.conv, user_id)
    ana = Sender(TEAM, user_id=user_id)
    said = visitor.counsellor().seal()
    at_once(
        partial(queue.give_back, visitor.conv, Q()),
        partial(messages.append, visitor.conv, ana, said),
    )
    kinds_ = list(Event.objects.order_by("n").values_list("kind", flat=True))
    assert kinds_[-1] == "returned"


@pytest.mark.parametrize("_round", range(3))
def test_of_two_who_come_back_at_once_one_session_remains(team_key, _round):
    visitor, sender = begin(team_key)
    return_codes.take(
        visitor.conv, sender, kdf=1, hash_=auth_hash(AUTH), wrap=bytes(60)
    )
    found = at_once(*[partial(return_codes.resume, AUTH, kdf=1)] * 3)
    hashes = {sessions.hashed(one.token) for one in found}
    assert len(hashes) == 3
    assert Conversation.objects.get().session_hash in hashes


@pytest.mark.parametrize("_round", range(5))
def test_a_code_that_was_accepted_is_kept_by_the_round_that_settles(team_key, _round):
    visitor, sender = begin(team_key)
    endings.end(visitor.conv, sender)
    taken, _ = at_once(
        partial(
            return_codes.take,
            visitor.conv,
            sender,
            kdf=1,
            hash_=auth_hash(AUTH),
            wrap=bytes(60),
        ),
        partial(endings.settle, visitor.conv),
    )
    assert (taken is None) == Conversation.objects.filter(pk=visitor.conv).exists()


@pytest.mark.parametrize("_round", range(5))
def test_who_came_back_is_not_wiped_by_a_round_that_began_before(team_key, _round):
    visitor, sender = begin(team_key)
    return_codes.take(
        visitor.conv, sender, kdf=1, hash_=auth_hash(AUTH), wrap=bytes(60)
    )
    endings.end(visitor.conv, sender)
    endings.settle(visitor.conv)
    resting = Q(state=Conversation.RESTING)
    back, _ = at_once(
        partial(return_codes.resume, AUTH, kdf=1),
        partial(endings.wipe_if, visitor.conv, resting),
    )
    came_back = not isinstance(back, Exception)
    assert came_back == Conversation.objects.filter(pk=visitor.conv).exists()


def test_of_two_first_team_keys_one_is_kept(db):
    users = [make_user("counsellor") for _ in range(2)]
    acts = []
    desk.team()
    for user in users:
        keys = Keys(user.login)
        team_keys.keep_vault(user, keys.vault)
        key = keys.new_team_key()
        made = {"ver": 1, "suite": 1, "pub": to_base64url(key.pub)}
        acts.append(partial(team_keys.make_team_key, user, made, keys.grant(key)))
    assert kinds(at_once(*acts)) == ["AlreadyExists", "TeamKey"]
    assert TeamKey.objects.count() == 1
    assert TeamGrant.objects.count() == 1


def test_a_vault_is_kept_once(db):
    user = make_user("counsellor")
    vaults = [Keys(user.login).vault for _ in range(3)]
    acts = [partial(team_keys.keep_vault, user, vault) for vault in vaults]
    results = at_once(*acts)
    assert kinds(results) == ["AlreadyExists"] * 2 + ["NoneType"]
    kept = StaffKey.objects.get().vault
    assert kept == vaults[results.index(None)]
