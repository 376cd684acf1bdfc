"""Claiming: one winner per visitor, no counsellor above their limit.

What many claim at the same time is one transaction; each of them is refused alone.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
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
# So long those wait whose row somebody holds.
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
    """For each, in order, why it was not granted; where None stands, it is committed."""
    answers = _in_one_transaction(
        claims, wait=not connection.features.has_select_for_update
    )
    # Somebody holds their rows; what everybody else asked for is theirs before that.
    late = [at for at, answer in enumerate(answers) if isinstance(answer, _Held)]
    if late:
        again = _patiently([claims[at] for at in late])
        for at, answer in zip(late, again, strict=True):
            answers[at] = answer
    return answers


def _patiently(claims: list[Claim]) -> list[Answer]:
    try:
        return _in_one_transaction(claims, wait=True)
    except OperationalError as error:
        # Others were granted what they asked for before, and must hear of that.
        answers: list[Answer] = [error] * len(claims)
        # And of these only those are sent away whose row is held for long.
        with suppress(OperationalError):
            answers = [
                error if isinstance(answer, _Held) else answer
                for answer in _in_one_transaction(claims, wait=False)
            ]
        return answers


def _in_one_transaction(claims: list[Claim], *, wait: bool) -> list[Answer]:
    with transaction.atomic():
        if wait and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = %s", [HELD_FOR_MS])
        desk = _Desk(claims, wait=wait)
        answers: list[Answer] = [desk.grant(claim) for claim in claims]
        desk.write()
    return answers


class _Held(Refused):
    """It may be had, but somebody holds a row it takes: member, conversation or ticket."""


class _Desk:
    """Whose hands have room, and who waits; both locked."""

    def __init__(self, claims: list[Claim], *, wait: bool) -> None:
        users = {claim.user_id for claim in claims}
        convs = {claim.conv for claim in claims}
        # The members first: it makes the counts below true for them.
        self.hands = _hands(users, wait=wait)
        # Most of a crowd come too late: what they want is not locked.
        found = Conversation.objects.locked(wait=wait).filter(
            pk__in=convs, state=Conversation.WAITING
        )
        self.waiting = {one.pk: one for one in found.order_by("pk")}
        tickets = Ticket.objects.filter(conversation_id__in=self.waiting)
        free = set(tickets.locked(wait=wait).values_list("conversation_id", flat=True))
        self.owners = _owners(convs - self.waiting.keys())
        self.held: set[int | str] = set()
        if not wait:
            self.held |= _members(users - self.hands.keys())
            # Still without an owner, and not ours to lock.
            self.held |= {conv for conv, owner in self.owners.items() if not owner}
            self.held |= self.waiting.keys() - free
        self.granted: dict[str, int] = {}

    def grant(self, claim: Claim) -> Refused | None:
        conv, user_id = claim
        if user_id in self.held or conv in self.held:
            return _Held()
        if user_id not in self.hands:
            return NotYours()
        if conv in self.owners and self.owners[conv] != user_id:
            return Taken()
        if conv in self.owners:
            # Who did not hear the answer asks again; perhaps nobody heard a bell.
            transaction.on_commit(partial(bells.ring, conv, 0))
            return None
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


def _hands(user_ids: set[int], *, wait: bool) -> dict[int, int]:
    """How many conversations each of them has in hand; their rows are locked."""
    keys = StaffKey.objects.of_counsellors().filter(user_id__in=user_ids)
    locked = keys.select_for_update(of=("self",), skip_locked=not wait)
    members = list(locked.order_by("user_id").values_list("user_id", flat=True))
    running = Ticket.objects.running().filter(counsellor_id__in=members)
    counted = running.values_list("counsellor_id").annotate(Count("pk"))
    return dict.fromkeys(members, 0) | dict(counted)


def _members(user_ids: set[int]) -> set[int]:
    """Of these, who may take a conversation."""
    found = StaffKey.objects.of_counsellors().filter(user_id__in=user_ids)
    return set(found.values_list("user_id", flat=True)) if user_ids else set()


def _owners(convs: set[str]) -> dict[str, int | None]:
    """Whose each is that is not locked for us; what is over is left out.

    One without an owner waits, and is somebody's to lock at this moment.
    """
    going_on = Conversation.objects.filter(
        pk__in=convs, state__in=Conversation.TAKING_MESSAGES
    )
    return dict(going_on.values_list("pk", "ticket__counsellor_id"))
