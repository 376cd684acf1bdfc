"""Adding envelopes: many conversations in one transaction, each envelope failing alone.

Locks are taken in the order that `conversations.py` tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from django.db import (
    DataError,
    Error as DatabaseFailure,
    IntegrityError,
    OperationalError,
    connection,
    transaction,
)
from django.utils import timezone

from chat import rows
from chat.conversations import (
    MOST_EVENTS,
    BadEnvelope,
    Ended,
    Full,
    Gap,
    NotYours,
    Refused,
    Reused,
)
from chat.e2ee.boxes import from_base64url, to_base64url
from chat.e2ee.checks import check_envelope
from chat.e2ee.errors import E2eeError
from chat.e2ee.header import read_header
from chat.models import Conversation, Event, Ticket
from chat.models.conversation import VISITOR, Audience, Sender
from chat.realtime import bells

PLACE = ("conversation_id varchar", "role smallint", "stream varchar", "ctr bigint")
EVENT = (*PLACE, "n integer", "kind varchar", "envelope bytea")

LOCKED = """
    SELECT id, state, last_n, session_hash FROM chat_conversation
    WHERE id IN (SELECT * FROM {rows}) ORDER BY id
"""
# A counsellor who was sent away holds nothing.
HELD = """
    SELECT ticket.conversation_id,
        CASE WHEN counsellor.is_active THEN ticket.counsellor_id END,
        ticket.end_proposed_at IS NOT NULL
    FROM chat_ticket ticket
    LEFT JOIN staff_user counsellor ON counsellor.id = ticket.counsellor_id
    WHERE ticket.conversation_id IN (SELECT * FROM {rows})
"""
NUMBERS = """
    SELECT conversation_id, role, stream, ctr, n FROM chat_event
    WHERE (conversation_id, role, stream, ctr) IN (SELECT * FROM {rows})
"""
RENUMBER = """
    WITH new(id, n) AS (SELECT * FROM {rows})
    UPDATE chat_conversation SET last_n = new.n, last_on = %s FROM new
    WHERE chat_conversation.id = new.id
"""


class Letter(NamedTuple):
    conv: str
    sender: Sender
    envelope: bytes


class Place(NamedTuple):
    """Where an envelope says it belongs: in a conversation, who, which stream, which."""

    conv: str
    role: int
    stream: str
    ctr: int


class Fresh(NamedTuple):
    place: Place
    n: int
    envelope: bytes


class Stored(NamedTuple):
    stream: str
    ctr: int
    n: int


Answer = Stored | Refused | DatabaseFailure
# So long all others wait for the one whose conversation somebody holds.
HELD_FOR_MS = 500


def append(conv: str, sender: Sender, envelope: bytes) -> Stored:
    """Stores an envelope once, under the next number; again gives the first answer."""
    [answer] = append_many([Letter(conv, sender, envelope)])
    if isinstance(answer, Exception):
        raise answer
    return answer


def append_many(letters: list[Letter]) -> list[Answer]:
    """An answer for each, in order; what is `Stored` is committed when this returns."""
    answers = _append(letters, wait=not connection.features.has_select_for_update)
    # Not found without waiting: somebody holds it, or there is no such conversation.
    again = [at for at, answer in enumerate(answers) if isinstance(answer, _NotFound)]
    if again:
        late = _append([letters[at] for at in again], wait=True)
        for at, answer in zip(again, late, strict=True):
            answers[at] = answer
    return answers


def _append(letters: list[Letter], *, wait: bool) -> list[Answer]:
    try:
        return _in_one_transaction(letters, wait=wait)
    except (IntegrityError, DataError) as error:
        # One of them is impossible: it must not take the others with it.
        if len(letters) == 1:
            return [error]
        alone = (_append([letter], wait=wait) for letter in letters)
        return [answer for [answer] in alone]
    except OperationalError as error:
        # For these somebody held a lock too long; others were stored before.
        if not wait or not connection.features.has_select_for_update:
            raise
        return [error] * len(letters)


def _in_one_transaction(letters: list[Letter], *, wait: bool) -> list[Answer]:
    places = [_place(letter) for letter in letters]
    with transaction.atomic():
        book = _open({place for place in places if place is not None}, wait=wait)
        answers = [
            BadEnvelope() if place is None else book.add(letter, place)
            for letter, place in zip(letters, places, strict=True)
        ]
        book.write()
    return answers


def _place(letter: Letter) -> Place | None:
    try:
        header = check_envelope(
            letter.envelope, from_base64url(letter.conv), letter.sender.role
        )
    except E2eeError:
        return None
    return Place(letter.conv, header.role, to_base64url(header.stream), header.ctr)


def place_of(conv: str, envelope: bytes) -> dict[str, Any]:
    """Stream and number of an envelope, to answer with; nothing if it has none."""
    try:
        header = read_header(envelope, from_base64url(conv))
    except E2eeError:
        return {}
    return {"stream": to_base64url(header.stream), "ctr": header.ctr}


@dataclass(slots=True)
class _Head:
    """What must be known of a conversation to add to it; its row is locked."""

    state: str
    last_n: int
    audience: Audience
    end_is_proposed: bool = False


@dataclass
class _Book:
    """What one batch must know of its conversations, and what it adds to them."""

    heads: dict[str, _Head]
    numbers: dict[Place, int]
    fresh: list[Fresh] = field(default_factory=list)
    unwritten: dict[Place, bytes] = field(default_factory=dict)
    taken_back: set[str] = field(default_factory=set)
    repeated: list[tuple[str, int]] = field(default_factory=list)

    def add(self, letter: Letter, place: Place) -> Answer:
        head = self.heads.get(place.conv)
        if head is None:
            return _NotFound()
        if not head.audience.has(letter.sender):
            return NotYours()
        n = self.numbers.get(place)
        if n is not None:
            return self._again(letter, place, n)
        refusal = self._why_not(head, place)
        return refusal or self._add(head, place, letter.envelope)

    def _again(self, letter: Letter, place: Place, n: int) -> Answer:
        if self._stored(place) != letter.envelope:
            return Reused()
        # Whoever stored it may have died before it rang.
        self.repeated.append((place.conv, n))
        return Stored(place.stream, place.ctr, n)

    def _stored(self, place: Place) -> bytes:
        if place in self.unwritten:
            return self.unwritten[place]
        event = Event.objects.get(
            conversation_id=place.conv,
            role=place.role,
            stream=place.stream,
            ctr=place.ctr,
        )
        return bytes(event.envelope or b"")

    def _why_not(self, head: _Head, place: Place) -> Refused | None:
        if head.state not in Conversation.TAKING_MESSAGES:
            return Ended()
        if head.last_n >= MOST_EVENTS:
            return Full()
        # Streams have no holes: whoever has the one before has all before it.
        if place.ctr and place._replace(ctr=place.ctr - 1) not in self.numbers:
            return Gap()
        return None

    def _add(self, head: _Head, place: Place, envelope: bytes) -> Stored:
        head.last_n += 1
        n = self.numbers[place] = head.last_n
        self.unwritten[place] = envelope
        if place.role == VISITOR and head.end_is_proposed:
            self.taken_back.add(place.conv)
        self.fresh.append(Fresh(place, n, envelope))
        return Stored(place.stream, place.ctr, n)

    def write(self) -> None:
        for conv, n in self.repeated:
            transaction.on_commit(partial(bells.ring, conv, n))
        if not self.fresh:
            return
        if self.taken_back:
            taken_back = Ticket.objects.filter(conversation_id__in=self.taken_back)
            taken_back.update(end_proposed_at=None)
        lines = [
            (*fresh.place, fresh.n, Event.MESSAGE, fresh.envelope)
            for fresh in self.fresh
        ]
        rows.insert(Event, lines, *EVENT)
        convs = {fresh.place.conv for fresh in self.fresh}
        numbers = [(conv, self.heads[conv].last_n) for conv in convs]
        today = str(timezone.localdate())
        rows.ask(RENUMBER, numbers, "id varchar", "n integer", after=[today])
        transaction.on_commit(self.ring)

    def ring(self) -> None:
        bells.ring_messages(
            [
                bells.message(conv, fresh.n, fresh.envelope, self.heads[conv].audience)
                for fresh in self.fresh
                for conv in [fresh.place.conv]
            ]
        )


class _NotFound(NotYours):
    """Its row is not there to be locked, now or at all."""


def _open(places: set[Place], *, wait: bool) -> _Book:
    if wait and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = %s", [HELD_FOR_MS])
    convs = [[conv] for conv in sorted({place.conv for place in places})]
    heads = {
        conv: _Head(state, last_n, Audience(session_hash, None))
        for conv, state, last_n, session_hash in rows.ask(
            _locked(wait=wait), convs, "id varchar"
        )
    }
    # Read after the lock, so that who was given the conversation meanwhile is known.
    for conv, counsellor, end_is_proposed in rows.ask(HELD, convs, "id varchar"):
        if head := heads.get(conv):
            head.audience = head.audience._replace(counsellor=counsellor)
            head.end_is_proposed = bool(end_is_proposed)
    return _Book(heads, _numbers(places))


def _locked(*, wait: bool) -> str:
    if not connection.features.has_select_for_update:
        return LOCKED
    return LOCKED + ("FOR UPDATE" if wait else "FOR UPDATE SKIP LOCKED")


def _numbers(places: set[Place]) -> dict[Place, int]:
    """The numbers of those that are there already, and of the ones just before."""
    before = {place._replace(ctr=place.ctr - 1) for place in places if place.ctr}
    found = rows.ask(NUMBERS, list(places | before), *PLACE)
    return {Place(*key): n for *key, n in found}
