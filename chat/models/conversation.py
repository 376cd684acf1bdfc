"""What is kept of a conversation: ciphertext, and dates instead of times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db import models

from chat.models.team import Team

VISITOR, TEAM = 1, 2


@dataclass(frozen=True)
class Sender:
    """Who speaks: a visitor by session, a member of the team by account."""

    role: int
    session_hash: str = ""
    user_id: int = 0


class Audience(NamedTuple):
    """Whose a conversation is: the session of its visitor, an active counsellor."""

    session_hash: str | None
    counsellor: int | None

    def has(self, sender: Sender) -> bool:
        if sender.role == VISITOR:
            return bool(sender.session_hash) and (
                sender.session_hash == self.session_hash
            )
        return self.counsellor is not None and self.counsellor == sender.user_id


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, sender: Sender) -> ConversationQuerySet:
        if sender.role == VISITOR:
            return self.filter(session_hash=sender.session_hash or "-")
        mine = self.filter(ticket__counsellor_id=sender.user_id)
        return mine.filter(ticket__counsellor__is_active=True)

    def waiting(self) -> ConversationQuerySet:
        waiting = self.filter(state=Conversation.WAITING)
        return waiting.order_by("ticket__waiting_since", "pk")

    def locked(self, *, wait: bool = True) -> ConversationQuerySet:
        """`wait=False` leaves out what somebody else holds, where locks are by row."""
        # The ticket is not joined: PostgreSQL would show it as it was before the wait.
        return self.select_for_update(of=("self",), skip_locked=not wait)


class Conversation(models.Model):
    """Deliberately no address, agent, name, or time of day."""

    WAITING, OPEN, OVER, RESTING = "waiting", "open", "over", "resting"
    STATES = [(s, s) for s in (WAITING, OPEN, OVER, RESTING)]
    TAKING_MESSAGES = frozenset({WAITING, OPEN})

    id = models.CharField(primary_key=True, max_length=22)
    team = models.ForeignKey(Team, models.PROTECT)
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    last_n = models.PositiveIntegerField(default=0)
    session_hash = models.CharField(max_length=64, null=True, unique=True)
    code_kdf = models.PositiveSmallIntegerField(default=0)
    code_hash = models.CharField(max_length=64, null=True, unique=True)
    code_wrap = models.BinaryField(null=True)
    started_on = models.DateField()
    last_on = models.DateField()

    objects = ConversationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.id

    @property
    def takes_messages(self) -> bool:
        return self.state in self.TAKING_MESSAGES

    def admits(self, sender: Sender) -> bool:
        if sender.role == VISITOR:
            return self.session_hash is not None and (
                self.session_hash == sender.session_hash
            )
        return Conversation.objects.visible_to(sender).filter(pk=self.pk).exists()


class ConversationWrap(models.Model):
    """The conversation's key, sealed to a team, inside the shred layer."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="wraps")
    team = models.ForeignKey(Team, models.PROTECT)
    ver = models.PositiveIntegerField()
    epoch = models.PositiveSmallIntegerField(default=0)
    blob = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "team", "ver", "epoch"],
                name="one_wrap_per_team_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} to {self.team_id}/{self.ver}"


class Event(models.Model):
    """One line of a conversation, numbered without holes. No author, no time."""

    MESSAGE = "message"
    CLAIMED, RETURNED = "claimed", "returned"
    END_PROPOSED, ENDED, LEFT = "end_proposed", "ended", "left"
    KINDS = [(k, k) for k in (MESSAGE, CLAIMED, RETURNED, END_PROPOSED, ENDED, LEFT)]

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="events"
    )
    n = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS, default=MESSAGE)
    role = models.PositiveSmallIntegerField(default=0)
    stream = models.CharField(max_length=11, default="")
    ctr = models.PositiveBigIntegerField()
    envelope = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "n"], name="one_order"),
            models.UniqueConstraint(
                fields=["conversation", "role", "stream", "ctr"],
                name="every_message_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.n} {self.kind}"
