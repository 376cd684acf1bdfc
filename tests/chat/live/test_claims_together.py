"""Many claims at the same time: what somebody holds up holds up nobody else."""

import threading
from functools import partial

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from chat.claims import Claim, FullHands, Taken, claim_many
from chat.models import Conversation, Event, StaffKey, Ticket
from tests.chat.live.threads import at_once
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("db")


def test_a_store_that_hangs_is_asked_once_for_a_crowd(
    alma_talks, ana, ivo, monkeypatch
):
    asked = []

    def away(*_, **__):
        asked.append("once")
        raise OperationalError

    monkeypatch.setattr("chat.claims._in_one_transaction", away)
    with pytest.raises(OperationalError):
        claim_many([Claim(alma_talks.conv, user.pk) for user in (ana, ivo)])
    assert asked == ["once"]


ROWS = {
    "conversation": lambda conv, _: Conversation.objects.filter(pk=conv),
    "ticket": lambda conv, _: Ticket.objects.filter(conversation=conv),
    "member": lambda _, user_id: StaffKey.objects.filter(user=user_id),
}


def owner_of(conv):
    return Ticket.objects.get(conversation=conv).counsellor_id


@pytest.mark.parametrize("held", ROWS)
@pytest.mark.parametrize("for_long", [False, True])
def test_a_row_that_somebody_holds_keeps_only_those_who_want_it(
    alma_talks, bo_talks, ana, ivo, monkeypatch, held, for_long
):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    monkeypatch.setattr("chat.claims.HELD_FOR_MS", 500 if for_long else 120_000)
    wanted, free = Claim(alma_talks.conv, ana.pk), Claim(bo_talks.conv, ivo.pk)
    holds, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            ROWS[held](*wanted).select_for_update().get()
            holds.set()
            # The other one has what he asked for while she still waits.
            while owner_of(free.conv) is None:
                done.wait(0.05)
            if for_long:
                done.wait(240)

    def claim():
        holds.wait(240)
        try:
            return claim_many([wanted, free])
        finally:
            done.set()

    _, answers = at_once(hold, claim)
    assert owner_of(free.conv) == ivo.pk
    if for_long:
        assert isinstance(answers[0], DatabaseError)
        # She was told to try again, and nothing is in her way now.
        assert claim_many([wanted]) == [None]
    else:
        assert answers == [None, None]
    assert owner_of(wanted.conv) == ana.pk


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("_round", range(5))
def test_crowds_of_several_processes_share_the_queue_without_a_quarrel(
    alma_talks, bo_talks, _round
):
    """Everybody wants everything, each crowd in an order of its own: nobody waits in a
    circle, and each visitor gets one.
    """
    users = [make_user("counsellor").pk for _ in range(4)]
    for user_id in users:
        StaffKey.objects.create(user_id=user_id, vault={})
    wishes = [
        Claim(talk.conv, user) for talk in (alma_talks, bo_talks) for user in users
    ]
    crowds = [wishes, wishes[::-1], wishes[1::2] + wishes[::2]]
    answers = at_once(*[partial(claim_many, crowd) for crowd in crowds])
    # Whoever waits in a circle is sent away by the database.
    refused = {type(one) for told in answers for one in told if one is not None}
    assert refused <= {Taken, FullHands}
    for conv in (alma_talks.conv, bo_talks.conv):
        granted = {
            claim.user_id
            for crowd, told in zip(crowds, answers, strict=True)
            for claim, refusal in zip(crowd, told, strict=True)
            if claim.conv == conv and refusal is None
        }
        assert granted == {Ticket.objects.get(conversation=conv).counsellor_id}
    assert Event.objects.filter(kind=Event.CLAIMED).count() == 2
