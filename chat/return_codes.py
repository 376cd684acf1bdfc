"""The way back for who asked for a code: its hash and a sealed key, nothing else."""

from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from chat import endings, keyring, sessions, shares
from chat.conversations import AlreadyExists, Ended, add_events, lock
from chat.e2ee.boxes import to_base64url
from chat.e2ee.checks import auth_hash
from chat.keyring import ShreddedError
from chat.models import Conversation, Event, Ticket
from chat.models.conversation import Sender
from chat.presence import VISITOR_LIVES
from chat.realtime import bells


class UnknownCode(Exception):  # noqa: N818 - an answer, the same for every wrong code
    code = "unknown"


@dataclass(frozen=True)
class Resumed:
    conv: str
    wrap: str
    token: str


def take(conv: str, sender: Sender, *, kdf: int, hash_: bytes, wrap: bytes) -> None:
    """Registers a code, or replaces the one before."""
    try:
        with transaction.atomic():
            conversation = lock(conv, sender)
            if conversation.state == Conversation.RESTING:
                raise Ended
            conversation.code_kdf = kdf
            conversation.code_hash = hash_.hex()
            conversation.code_wrap = keyring.seal(conv, "code", wrap)
            conversation.save(update_fields=["code_kdf", "code_hash", "code_wrap"])
    except IntegrityError:
        raise AlreadyExists from None
    except ShreddedError:
        raise Ended from None


def resume(auth: bytes, *, kdf: int) -> Resumed:
    """A new session for who knows the code; the session before is dropped."""
    token = sessions.new_token()
    wanted = Conversation.objects.filter(code_hash=auth_hash(auth).hex(), code_kdf=kdf)
    with transaction.atomic():
        conversation = wanted.filter(last_on__gte=endings.oldest_kept_day())
        found = conversation.locked().first()
        if found is None:
            raise UnknownCode
        wrap = _opened(found)
        if found.session_hash:
            # After the lock is let go: this store may be slow.
            transaction.on_commit(partial(shares.drop, found.session_hash))
        found.session_hash = sessions.hashed(token)
        found.save(update_fields=["session_hash"])
        if not found.takes_messages:
            _wait_again(found)
        # Pages of the session before look, and find that it is no longer theirs.
        transaction.on_commit(partial(bells.ring, found.pk, 0))
        transaction.on_commit(bells.ring_queue)
    return Resumed(found.pk, to_base64url(wrap), token)


def _opened(conversation: Conversation) -> bytes:
    try:
        blob = bytes(conversation.code_wrap or b"")
        return keyring.open_sealed(conversation.pk, "code", blob)
    except ShreddedError:
        raise UnknownCode from None


def _wait_again(conversation: Conversation) -> None:
    now = timezone.now()
    fresh = {
        "waiting_since": now,
        "here_until": now + VISITOR_LIVES,
        "counsellor": None,
        "claimed_at": None,
        "end_proposed_at": None,
        "wipe_at": None,
    }
    Ticket.objects.update_or_create(conversation=conversation, defaults=fresh)
    conversation.state = Conversation.WAITING
    add_events([conversation], kind=Event.RETURNED)
