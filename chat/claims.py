"""Claiming: one winner per visitor, no counsellor above their limit.

What many claim at the same time is one transaction; each of them is refused alone.
Locks are taken in one order: members of staff by their id, then conversations by theirs.
"""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.db import (
    Error as DatabaseFailure,
    OperationalError,
    connection,
    transaction,
)
from django.db.models import Count
from django.utils import timezone

from chat import rows
from chat.conversations import NotYours, Refused, add_events
from chat.models import Conversation, Event, StaffKey, Ticket
from chat.realtime import bells

HANDED_OUT = """
    WITH new(conv, counsellor) AS (SELECT * FROM {rows})
    UPDATE chat_ticket SET counsellor_id = new.counsellor, claimed_at = %s FROM new
    WHERE chat_ticket.conversation_id = new.conv
"""
# So long all others wait for the one whose row somebody holds.
HELD_FOR_MS = 500


class Taken(Refused):
    code = "taken"


class FullHands(Refused):
    code = "full"


class Gone(Refused):
    code = "gone"


class Claim(NamedTuple):
    """A conversation, and the counsellor who wants to have it."""

    conv: str
    user_id: int


Answer = Refused | DatabaseFailure | None


def claim(conv: str, user_id: int) -> None:
    [refusal] = claim_many([Claim(conv, user_id)])
    if refusal is not None:
        raise refusal


def claim_many(claims: list[Claim]) -> list[Answer]:
    """For each, in order, why it was not granted, or None."""
    try:
        return _in_one_transaction(claims)
    except OperationalError as error:
        if len(claims) == 1:
            return [error]
        # Somebody holds what one of them is about: it must not take the others with it.
        return [answer for claim in claims for answer in claim_many([claim])]


def _in_one_transaction(claims: list[Claim]) -> list[Answer]:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = %s", [HELD_FOR_MS])
        desk = _Desk(claims)
        answers: list[Answer] = [desk.grant(claim) for claim in claims]
        desk.write()
    return answers


class _Desk:
    """Whose hands have room, and who waits; both locked."""

    def __init__(self, claims: list[Claim]) -> None:
        # The members first: it makes the counts below true for them.
        members = _members({claim.user_id for claim in claims})
        running = Ticket.objects.running().filter(counsellor_id__in=members)
        self.hands = dict.fromkeys(members, 0) | dict(
            running.values_list("counsellor_id").annotate(Count("pk"))
        )
        convs = {claim.conv for claim in claims}
        # Most of a crowd come too late: what they want is not locked.
        found = Conversation.objects.locked().filter(
            pk__in=convs, state=Conversation.WAITING
        )
        self.waiting = {one.pk: one for one in found.order_by("pk")}
        self.owners = _owners(convs - self.waiting.keys())
        self.granted: dict[str, int] = {}

    def grant(self, claim: Claim) -> Refused | None:
        conv, user_id = claim
        if user_id not in self.hands:
            return NotYours()
        if conv in self.owners:
            # Who did not hear the answer asks again.
            return None if self.owners[conv] == user_id else Taken()
        if conv not in self.waiting:
            return Gone()
        if self.hands[user_id] >= settings.CONVERSATIONS_AT_ONCE:
            return FullHands()
        self.hands[user_id] += 1
        self.owners[conv] = self.granted[conv] = user_id
        return None

    def write(self) -> None:
        if not self.granted:
            return
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        columns = "conv varchar", "counsellor bigint"
        rows.ask(HANDED_OUT, list(self.granted.items()), *columns, after=[now])
        conversations = [self.waiting[conv] for conv in self.granted]
        for conversation in conversations:
            conversation.state = Conversation.OPEN
        add_events(conversations, kind=Event.CLAIMED)
        transaction.on_commit(bells.ring_queue)


def _members(user_ids: set[int]) -> list[int]:
    """Of these, who may take a conversation now."""
    keys = StaffKey.objects.of_counsellors().filter(user_id__in=user_ids)
    locked = keys.select_for_update(of=("self",)).order_by("user_id")
    return list(locked.values_list("user_id", flat=True))


def _owners(convs: set[str]) -> dict[str, int | None]:
    """Whose each is that is no longer to be had; what is over is left out."""
    # One that came back this very moment was somebody's when it was asked for.
    going_on = Conversation.objects.filter(
        pk__in=convs, state__in=Conversation.TAKING_MESSAGES
    )
    return dict(going_on.values_list("pk", "ticket__counsellor_id"))
