"""The only rows about a conversation with a time of day; they end with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from chat.models.conversation import Conversation

# A reload or a tunnel is not leaving.
AWAY_AFTER = timedelta(seconds=90)


def not_gone() -> models.Q:
    return models.Q(here_until__gt=timezone.now() - AWAY_AFTER)


class TicketQuerySet(models.QuerySet["Ticket"]):
    def waiting(self) -> TicketQuerySet:
        return self.filter(conversation__state=Conversation.WAITING).order_by(
            "waiting_since", "pk"
        )

    def running(self) -> TicketQuerySet:
        return self.filter(conversation__state=Conversation.OPEN)

    def of(self, user_id: int) -> TicketQuerySet:
        return self.filter(counsellor_id=user_id)

    def locked(self, *, wait: bool = True) -> TicketQuerySet:
        """`wait=False` leaves out what somebody else holds, where locks are by row."""
        return self.select_for_update(of=("self",), skip_locked=not wait).order_by("pk")


class Ticket(models.Model):
    """A place in the queue, then the shift's view of a running conversation."""

    conversation = models.OneToOneField(
        Conversation, models.CASCADE, related_name="ticket"
    )
    waiting_since = models.DateTimeField()
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="tickets"
    )
    claimed_at = models.DateTimeField(null=True)
    end_proposed_at = models.DateTimeField(null=True)
    wipe_at = models.DateTimeField(null=True)
    here_until = models.DateTimeField()

    objects = TicketQuerySet.as_manager()

    def __str__(self) -> str:
        return f"ticket of {self.conversation_id}"

    def visitor_is_here(self, now: datetime | None = None) -> bool:
        return self.here_until > (now or timezone.now())

    def away_s(self) -> int:
        return max(0, int((timezone.now() - self.here_until).total_seconds()))


class LeaseQuerySet(models.QuerySet["Lease"]):
    def live(self) -> LeaseQuerySet:
        return self.filter(expires_at__gt=timezone.now())


class Lease(models.Model):
    """A console that is connected, until it stops saying so."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="leases"
    )
    connection = models.CharField(max_length=22, unique=True)
    expires_at = models.DateTimeField()

    objects = LeaseQuerySet.as_manager()

    def __str__(self) -> str:
        return f"lease of {self.user_id}"
