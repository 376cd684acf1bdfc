"""What falls due by itself. Every step may run twice, late, or in several processes."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error as DatabaseFailure
from django.db.models import Q
from django.utils import timezone

from chat import endings, keyring, queue
from chat.models import Conversation, Lease, Ticket
from chat.models.shift import AWAY_AFTER, TicketQuerySet
from chat.realtime import bells

log = logging.getLogger(__name__)

GIVE_BACK_AFTER = timedelta(seconds=90)
ABANDONED_AFTER = timedelta(minutes=30)
# No opening takes nearly as long as that from its key to its row.
ORPHANED_AFTER = timedelta(hours=1)
# A longer pause between two rounds, and nobody's last sign of life means anything.
STEADY_PAUSE = timedelta(seconds=45)


@dataclass
class Rounds:
    """How long they have gone on without a gap: in a gap nobody could say "here"."""

    since: datetime | None = None
    last: datetime | None = None

    def are_steady(self) -> bool:
        now = timezone.now()
        if self.last is None or self.since is None or now - self.last > STEADY_PAUSE:
            self.since = now
        return now - self.since >= GIVE_BACK_AFTER

    def done(self) -> None:
        self.last = timezone.now()


rounds = Rounds()


def run_due() -> None:
    if rounds.are_steady():
        _end_proposed()
        _end_abandoned()
        _give_back_orphaned()
    _settle_ended()
    _wipe_kept()
    _forget_leases()
    _tell_who_moved_up()
    rounds.done()
    _sweep_keys()


def _forget_leases() -> None:
    Lease.objects.filter(expires_at__lt=timezone.now() - timedelta(hours=1)).delete()


def _sweep_keys() -> None:
    """Of openings that were killed between their key and their row."""
    convs = list(Conversation.objects.values_list("pk", flat=True))
    # A database without any is more likely new, and about to be restored.
    if convs:
        keyring.sweep(convs, made_before=timezone.now() - ORPHANED_AFTER)


def _each(convs: Iterable[str], act: Callable[[str], None]) -> None:
    """One conversation that cannot be settled must not hold up the others."""
    for conv in convs:
        try:
            act(conv)
        except (OSError, DatabaseFailure) as failure:
            log.error("Left for the next round: %s", type(failure).__name__)


def _settle_ended() -> None:
    _each(_convs(Ticket.objects.filter(wipe_at__lte=timezone.now())), endings.settle)


def _end_proposed() -> None:
    now = timezone.now()
    proposed = Q(end_proposed_at__lte=now - endings.PROPOSAL_HOLDS)
    due = proposed & Q(here_until__lt=now - AWAY_AFTER)
    running = Ticket.objects.running().filter(due)
    _each(_convs(running), lambda conv: endings.end_by_time(conv, due))


def _end_abandoned() -> None:
    # Nobody is closed by time while connected: this page has long been gone. Who has
    # a code may come back, so theirs is kept waiting as long as it is kept at all.
    due = Q(here_until__lt=timezone.now() - ABANDONED_AFTER, counsellor=None)
    waiting = Ticket.objects.waiting().filter(due, conversation__code_hash=None)
    due &= Q(conversation__code_hash=None)
    _each(_convs(waiting), lambda conv: endings.end_by_time(conv, due))


def _give_back_orphaned() -> None:
    now = timezone.now()
    recent = Lease.objects.filter(expires_at__gt=now - GIVE_BACK_AFTER)
    there = Q(counsellor__in=recent.values("user"), counsellor__is_active=True)
    due = Q(claimed_at__lt=now - GIVE_BACK_AFTER) & ~there
    running = Ticket.objects.running().filter(due)
    _each(_convs(running), lambda conv: queue.give_back(conv, due))


def _wipe_kept() -> None:
    now, too_old = timezone.now(), Q(last_on__lt=endings.oldest_kept_day())
    resting = Q(state=Conversation.RESTING)
    left_waiting = Q(state=Conversation.WAITING, ticket__here_until__lt=now)
    kept = Conversation.objects.filter(too_old, resting | left_waiting)
    due = too_old & Q(state__in=(Conversation.RESTING, Conversation.WAITING))
    convs = list(kept.values_list("pk", flat=True))
    _each(convs, lambda conv: endings.wipe_if(conv, due))


def _tell_who_moved_up() -> None:
    # Nothing else rings when a visitor who stays away no longer counts before others.
    now = timezone.now()
    gone = Q(here_until__lte=now - AWAY_AFTER)
    lately = Q(here_until__gt=(rounds.last or now) - AWAY_AFTER)
    if Ticket.objects.waiting().filter(gone & lately).exists():
        bells.ring_queue()


def _convs(tickets: TicketQuerySet) -> list[str]:
    return list(tickets.values_list("conversation_id", flat=True))
