"""Who is there: a deadline that is renewed, never an event that can be missed."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from chat import shares
from chat.models import Lease, StaffKey, Ticket
from chat.models.shift import AWAY_AFTER, TicketQuerySet
from chat.realtime import bells

VISITOR_LIVES = timedelta(seconds=45)
LEASE_LIVES = timedelta(seconds=45)


class Visitor(NamedTuple):
    """The page of a conversation says that it is there."""

    conv: str
    session_hash: str


class Console(NamedTuple):
    """A counsellor's connection says that it is there."""

    user_id: int
    connection: str


def visitors_here(pages: list[Visitor]) -> list[bool]:
    """Renews their deadlines; for each, whether its reload share is still held."""
    now = timezone.now()
    # A page whose session was replaced says nothing about the visitor any more.
    here = Ticket.objects.filter(
        conversation_id__in={page.conv for page in pages},
        conversation__session_hash__in={page.session_hash for page in pages},
    )
    found = list(here.values_list("pk", "conversation_id", "here_until"))
    renewed = Ticket.objects.filter(pk__in=[pk for pk, _, _ in found])
    # One statement by itself: a process that stops meanwhile holds nobody's ticket.
    renewed.update(here_until=now + VISITOR_LIVES)
    for _, conv, here_until in found:
        if here_until <= now:
            bells.ring_presence(conv, here=True)
    if any(here_until <= now - AWAY_AFTER for _, _, here_until in found):
        # Whoever had given them up counts them again.
        bells.ring_queue()
    return shares.touch_many([page.session_hash for page in pages])


def visitor_gone(conv: str, session_hash: str) -> None:
    if _tickets(conv, session_hash).update(here_until=timezone.now()):
        bells.ring_presence(conv, here=False)


def _tickets(conv: str, session_hash: str) -> TicketQuerySet:
    # A page whose session was replaced says nothing about the visitor any more.
    tickets = Ticket.objects.filter(conversation_id=conv)
    return tickets.filter(conversation__session_hash=session_hash)


def renew_leases(consoles: list[Console]) -> list[None]:
    until = timezone.now() + LEASE_LIVES
    for console in consoles:
        lease = Lease.objects.filter(connection=console.connection)
        if not lease.update(expires_at=until):
            Lease.objects.get_or_create(
                connection=console.connection,
                defaults={"user_id": console.user_id, "expires_at": until},
            )
    return [None] * len(consoles)


def end_lease(connection: str) -> None:
    # Kept for a while as the moment they were last there.
    Lease.objects.filter(connection=connection).update(expires_at=timezone.now())


def set_ready(user_id: int, *, ready: bool) -> None:
    """A counsellor takes chats while their vault is open on some console."""
    other = StaffKey.objects.filter(user_id=user_id, unlocked_at__isnull=ready)
    # Consoles repeat themselves: what was known already rings nobody.
    if other.update(unlocked_at=timezone.now() if ready else None):
        transaction.on_commit(bells.ring_queue)


def is_ready(user_id: int) -> bool:
    ready = StaffKey.objects.filter(user_id=user_id, unlocked_at__isnull=False)
    return ready.exists()
