"""Opening a conversation, and what the server itself adds to it.

Locks are always taken in one order: members of staff, then conversations, then tickets,
and of each kind by their ids.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from chat import keyring, sessions
from chat.e2ee.boxes import to_base64url
from chat.models import Conversation, ConversationWrap, Event, TeamKey, Ticket
from chat.models.conversation import Sender
from chat.presence import VISITOR_LIVES
from chat.realtime import bells

MOST_EVENTS = 5_000


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    code = "refused"


class Ended(Refused):
    code = "ended"


class NotYours(Refused):
    code = "not_yours"


class BadEnvelope(Refused):
    code = "envelope"


class Reused(Refused):
    code = "reused"


class Gap(Refused):
    code = "gap"


class Full(Refused):
    code = "full"


class AlreadyExists(Refused):
    code = "exists"


def start(conv: str, team_key: TeamKey, wrap: bytes) -> str:
    """Opens a conversation that waits; returns the visitor's new session token."""
    token = sessions.new_token()
    try:
        keyring.create(conv)
    except FileExistsError:
        raise AlreadyExists from None
    written = False
    try:
        with transaction.atomic():
            _write(conv, team_key, wrap, token)
            written = True
    except BaseException as failure:
        # Once written, a commit may hold although its answer never came.
        if not written:
            keyring.destroy(conv)
        if isinstance(failure, IntegrityError):
            raise AlreadyExists from None
        raise
    return token


def _write(conv: str, team_key: TeamKey, wrap: bytes, token: str) -> None:
    today, now = timezone.localdate(), timezone.now()
    conversation = Conversation.objects.create(
        id=conv,
        team=team_key.team,
        session_hash=sessions.hashed(token),
        started_on=today,
        last_on=today,
    )
    ConversationWrap.objects.create(
        conversation=conversation,
        team=team_key.team,
        ver=team_key.ver,
        blob=keyring.seal(conv, "wrap", wrap),
    )
    Ticket.objects.create(
        conversation=conversation,
        waiting_since=now,
        here_until=now + VISITOR_LIVES,
    )
    transaction.on_commit(bells.ring_queue)


def lock(conv: str, sender: Sender) -> Conversation:
    """The conversation, locked until the end of the transaction."""
    conversation = Conversation.objects.locked().filter(pk=conv).first()
    if conversation is None or not conversation.admits(sender):
        raise NotYours
    return conversation


def add_events(conversations: list[Conversation], *, kind: str) -> None:
    """An event of the server's own in each. Needs their locks; a number is final once it
    commits.
    """
    today = timezone.localdate()
    for conversation in conversations:
        conversation.last_n += 1
        conversation.last_on = today
    Event.objects.bulk_create(
        Event(conversation=one, n=one.last_n, ctr=one.last_n, kind=kind)
        for one in conversations
    )
    fields = ["last_n", "last_on", "state"]
    Conversation.objects.bulk_update(conversations, fields)
    for one in conversations:
        transaction.on_commit(partial(bells.ring, one.pk, one.last_n))


def wraps(conv: str, sender: Sender) -> list[dict[str, Any]]:
    """What the team's members open with their team key."""
    if not Conversation.objects.visible_to(sender).filter(pk=conv).exists():
        raise NotYours
    rows = ConversationWrap.objects.filter(conversation_id=conv).select_related("team")
    return [
        {
            "team": row.team.slug,
            "ver": row.ver,
            "epoch": row.epoch,
            "wrap": to_base64url(keyring.open_sealed(conv, "wrap", bytes(row.blob))),
        }
        for row in rows
    ]
