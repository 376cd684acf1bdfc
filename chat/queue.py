"""The queue: who waits, in which place, and what a counsellor has in hand."""

from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from chat.conversations import add_events
from chat.models import Conversation, Event, Ticket
from chat.models.shift import not_gone
from chat.realtime import bells

MOST_SHOWN = 200


def give_back(conv: str, due: Q) -> None:
    """Back to its old place, if its counsellor is still not there."""
    with transaction.atomic():
        running = Conversation.objects.filter(pk=conv, state=Conversation.OPEN)
        conversation = running.locked().first()
        if conversation is None:
            return
        orphaned = Ticket.objects.filter(due, conversation=conversation)
        if not orphaned.update(counsellor=None, claimed_at=None, end_proposed_at=None):
            return
        conversation.state = Conversation.WAITING
        add_events([conversation], kind=Event.RETURNED)
        transaction.on_commit(bells.ring_queue)


def ahead_of_many(convs: list[str]) -> list[int | None]:
    """How many who are there wait longer than each; None for one that does not wait."""
    waiting = Ticket.objects.waiting().annotate(there=not_gone())
    order = waiting.values_list("conversation_id", "waiting_since", "there")
    ahead: dict[str, int] = {}
    before, earlier, so_far = None, 0, 0
    for conv, since, there in order:
        # Who came at the same instant waits equally long.
        if since != before:
            before, earlier = since, so_far
        ahead[conv] = earlier
        so_far += there
    return [ahead.get(conv) for conv in convs]


def waiting_list() -> list[dict[str, Any]]:
    """Oldest first; who is not there never pushes out who is."""
    now = timezone.now()
    waiting = Ticket.objects.waiting()
    here = waiting.filter(here_until__gt=now)[:MOST_SHOWN]
    away = waiting.filter(here_until__lte=now)[:MOST_SHOWN]
    return [
        {
            "conv": ticket.conversation_id,
            "waited_s": int((now - ticket.waiting_since).total_seconds()),
            "here": ticket.visitor_is_here(now),
        }
        for ticket in sorted([*here, *away], key=lambda ticket: ticket.waiting_since)
    ]


class Mine(NamedTuple):
    """A conversation, and the counsellor who asks about it."""

    conv: str
    user_id: int


def presence_of_many(questions: list[Mine]) -> list[dict[str, Any] | None]:
    tickets = Ticket.objects.filter(conversation_id__in={q.conv for q in questions})
    found = {Mine(t.conversation_id, t.counsellor_id or 0): t for t in tickets}
    return [
        {"here": ticket.visitor_is_here(), "away_s": ticket.away_s()}
        if (ticket := found.get(question))
        else None
        for question in questions
    ]


def mine(user_id: int) -> list[dict[str, Any]]:
    now = timezone.now()
    tickets = Ticket.objects.of(user_id).select_related("conversation")
    return [
        {
            "conv": ticket.conversation_id,
            "claimed_s": int((now - (ticket.claimed_at or now)).total_seconds()),
            "here": ticket.visitor_is_here(now),
            "state": ticket.conversation.state,
            "n": ticket.conversation.last_n,
        }
        for ticket in tickets.order_by("claimed_at", "pk")
    ]
