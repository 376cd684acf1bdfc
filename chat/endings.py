"""How a conversation ends, and how nothing of it remains."""

from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from chat import keyring, shares
from chat.conversations import Ended, Refused, add_events, lock
from chat.models import Conversation, Event, Ticket
from chat.models.conversation import VISITOR, Sender
from chat.realtime import bells

WIPE_AFTER = timedelta(minutes=2)
PROPOSAL_HOLDS = timedelta(minutes=30)
KEPT_WITH_CODE = timedelta(days=14)


class Elsewhere(Refused):
    code = "elsewhere"


def propose(conv: str, sender: Sender) -> None:
    with transaction.atomic():
        conversation = lock(conv, sender)
        if conversation.state != Conversation.OPEN:
            raise Ended
        proposed = Ticket.objects.filter(conversation=conversation)
        if proposed.filter(end_proposed_at=None).update(end_proposed_at=timezone.now()):
            add_events([conversation], kind=Event.END_PROPOSED)


def end(conv: str, sender: Sender) -> None:
    with transaction.atomic():
        _finish(lock(conv, sender), Event.ENDED)


def leave(session_hash: str) -> None:
    """Quick exit, or the page after the end: the visitor's way back is cut now."""
    shares.drop(session_hash)
    with transaction.atomic():
        conversation = _locked(session_hash)
        if conversation is not None:
            _leave(conversation)


def leave_behind(session_hash: str) -> None:
    """Whose page was lost does not wait behind it, and it keeps no counsellor.

    A page that is there keeps its conversation; one with a code is for coming back.
    """
    with transaction.atomic():
        conversation = _locked(session_hash)
        if conversation is None or not conversation.takes_messages:
            return
        # Locked: a page that says now that it is there is heard before or after this.
        ticket = Ticket.objects.select_for_update().get(conversation=conversation)
        if ticket.visitor_is_here():
            raise Elsewhere
        if conversation.code_hash is not None:
            return
        _leave(conversation)
    # After the lock is let go: this store may be slow.
    shares.drop(session_hash)


def _locked(session_hash: str) -> Conversation | None:
    sender = Sender(VISITOR, session_hash=session_hash)
    return Conversation.objects.visible_to(sender).locked().first()


def _leave(conversation: Conversation) -> None:
    _finish(conversation, Event.LEFT)
    conversation.session_hash = None
    conversation.save(update_fields=["session_hash"])
    tickets = Ticket.objects.filter(conversation=conversation)
    tickets.update(here_until=timezone.now())
    transaction.on_commit(partial(bells.ring, conversation.pk, 0))


def end_by_time(conv: str, due: Q) -> None:
    """If its ticket is still due: the visitor may have come back in the meantime."""
    with transaction.atomic():
        conversation = Conversation.objects.locked().filter(pk=conv).first()
        if conversation is None:
            return
        if Ticket.objects.filter(due, conversation=conversation).exists():
            _finish(conversation, Event.ENDED)


def _finish(conversation: Conversation, kind: str) -> None:
    if not conversation.takes_messages:
        return
    conversation.state = Conversation.OVER
    Ticket.objects.filter(conversation=conversation).update(
        wipe_at=timezone.now() + WIPE_AFTER
    )
    add_events([conversation], kind=kind)
    transaction.on_commit(bells.ring_queue)


def settle(conv: str) -> None:
    """After the two minutes: kept for who has a code, else destroyed."""
    with transaction.atomic():
        over = Q(state=Conversation.OVER)
        conversation = Conversation.objects.locked().filter(over, pk=conv).first()
        if conversation is None:
            return
        if conversation.code_hash is None:
            _wipe(conversation)
            return
        Ticket.objects.filter(conversation=conversation).delete()
        conversation.state = Conversation.RESTING
        # From here on only the code opens it: browsers bring session cookies back.
        conversation.session_hash = None
        conversation.save(update_fields=["state", "session_hash"])
        transaction.on_commit(partial(bells.ring, conv, 0))


def wipe_if(conv: str, due: Q) -> None:
    with transaction.atomic():
        conversation = Conversation.objects.locked().filter(due, pk=conv).first()
        if conversation is not None:
            _wipe(conversation)


def oldest_kept_day() -> date:
    return timezone.localdate() - KEPT_WITH_CODE


def _wipe(conversation: Conversation) -> None:
    """The key first: from here on every copy of the rows is noise."""
    conv = conversation.pk
    keyring.destroy(conv)
    conversation.delete()
    transaction.on_commit(partial(bells.ring, conv, 0))
