"""Only who is there counts before others; counsellors see everybody who waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chat import claims, desk, endings, housekeeping, queue
from chat.models import Conversation, Event, Ticket
from chat.presence import VISITOR_LIVES
from tests.chat.conftest import begin
from tests.chat.peers import code, post

A_TUNNEL = VISITOR_LIVES + timedelta(seconds=80)
GONE = VISITOR_LIVES + timedelta(seconds=91)


@pytest.fixture(autouse=True)
def _steady(monkeypatch):
    steady = housekeeping.Rounds()
    steady.are_steady = lambda: True
    monkeypatch.setattr(housekeeping, "rounds", steady)


def before(visitor):
    return queue.ahead_of_many([visitor.conv]), desk.status()["ahead"]


@pytest.mark.parametrize(("away", "counted"), [(A_TUNNEL, 1), (GONE, 0)])
def test_who_stays_away_does_not_count_but_is_seen(
    alma_talks, bo, team_key, later, away, counted
):
    later(away)
    bo_talks = begin(bo, team_key)
    assert before(bo_talks) == ([counted], counted + 1)
    waiting = [one["conv"] for one in queue.waiting_list()]
    assert waiting == [alma_talks.conv, bo_talks.conv]
    # Who comes back has the place of before, and is never told that there is none.
    assert queue.ahead_of_many([alma_talks.conv]) == [0]


def test_a_beginning_whose_answer_was_lost_is_cleared_away(
    alma, alma_talks, team_key, later
):
    """The cookie never came, so that nobody can say whose it is."""
    alma.cookies.clear()
    again = begin(alma, team_key)
    later(GONE)
    assert before(again) == ([0], 0)
    Ticket.objects.filter(conversation_id=again.conv).update(here_until=timezone.now())
    later(timedelta(minutes=28))
    housekeeping.run_due()
    assert not Event.objects.exists()
    later(timedelta(minutes=1))
    housekeeping.run_due()
    assert list(Event.objects.values_list("conversation_id", "kind")) == [
        (alma_talks.conv, "ended")
    ]
    later(endings.WIPE_AFTER)
    housekeeping.run_due()
    assert not Conversation.objects.filter(pk=alma_talks.conv).exists()


def test_who_is_kept_for_a_code_counts_before_nobody_and_holds_no_hand(
    alma, alma_talks, bo, team_key, later, ana
):
    post(alma, "/chat/api/code/", code()[0])
    claims.claim(alma_talks.conv, ana.pk)
    later(timedelta(days=13))
    housekeeping.run_due()
    assert Conversation.objects.get().state == Conversation.WAITING
    assert not Ticket.objects.of(ana.pk).exists()
    assert before(begin(bo, team_key)) == ([0], 1)
