"""What a right server does with frames, told a second time in other words."""

import struct

from chat.e2ee.boxes import from_base64url, to_base64url
from chat.models import Conversation, Event, Ticket
from chat.models.conversation import TEAM, VISITOR
from chat.realtime import frames

SHAPES = {VISITOR: frames.VISITOR_FRAMES, TEAM: frames.CONSOLE_FRAMES}
LENGTHS = {80 + 512 * 2**step + 16 for step in range(6)}


def place_of(envelope, conv, role):
    """The stream and number of an envelope of this side, else None."""
    if len(envelope) not in LENGTHS:
        return None
    found = struct.unpack_from(">4B16s8sI", envelope)
    version, kind, its_role, epoch, its_conv, stream, ctr = found
    if (version, its_role, epoch, its_conv) != (1, role, 0, conv):
        return None
    return (role, to_base64url(stream), ctr) if kind in (1, 2, 3) else None


class Talk:
    """The attacker's own conversation, claimed, as it is and as it must become."""

    def __init__(self, conv, role, *, said):
        self.conv, self.role = conv, role
        self.state, self.proposed = Conversation.OPEN, False
        self.events, self.envelopes = [], {}
        self._add(Event.CLAIMED)
        for envelope in said:
            its_role = envelope[2]
            self._store(place_of(envelope, from_base64url(conv), its_role), envelope)

    def obey(self, texts):
        """What is answered to each frame, until one of them ends the line."""
        greeted, answers = False, []
        for text in texts:
            try:
                frame = frames.parse(text, SHAPES[self.role])
            except frames.Violation:
                break
            kind = frame["type"]
            if greeted == (kind == "hello") or self._is_somebody_elses(frame):
                break
            greeted = True
            answers.append(getattr(self, f"_{kind}")(frame))
        return [answer for answer in answers if answer]

    def _is_somebody_elses(self, frame):
        """A visitor's page greets its own conversation or none."""
        greets = frame["type"] == "hello" and self.role == VISITOR
        return greets and bool(frame["at"].keys() - {self.conv})

    def _nothing(self, frame):
        return None

    _hello = _typing = _beat = _nothing

    def _follow(self, frame):
        return None if frame["c"] == self.conv else "not_yours"

    def _claim(self, frame):
        """Mine is mine already; the only other one belongs to a colleague."""
        known = Conversation.objects.filter(pk=frame["c"]).exists()
        if frame["c"] != self.conv:
            return "taken" if known else "gone"
        return "claimed" if self.state == Conversation.OPEN else "gone"

    def _end(self, frame):
        if frame["c"] != self.conv:
            return "not_yours"
        if self.state == Conversation.OPEN:
            self._add(Event.ENDED)
            self.state = Conversation.OVER
        return None

    def _propose_end(self, frame):
        if frame["c"] != self.conv:
            return "not_yours"
        if not self.proposed:
            self._add(Event.END_PROPOSED)
            self.proposed = True
        return None

    def _send(self, frame):
        conv, envelope = frame["c"], frame["env"]
        place = place_of(envelope, from_base64url(conv), self.role)
        if place is None or conv != self.conv:
            return "envelope" if place is None else "not_yours"
        if place in self.envelopes:
            return "ack" if self.envelopes[place] == envelope else "reused"
        if self.state != Conversation.OPEN:
            return "ended"
        role, stream, ctr = place
        if ctr and (role, stream, ctr - 1) not in self.envelopes:
            return "gap"
        self._store(place, envelope)
        return "ack"

    def _store(self, place, envelope):
        self.envelopes[place] = envelope
        self._add(Event.MESSAGE, *place, envelope)
        if place[0] == VISITOR:
            self.proposed = False

    def _add(self, kind, role=0, stream="", ctr=None, envelope=None):
        n = len(self.events) + 1
        self.events.append((n, kind, role, stream, n if ctr is None else ctr, envelope))

    def rows(self):
        over = self.state == Conversation.OVER
        return self.state, len(self.events), self.events, over, self.proposed


def rows_of(conv):
    """The same, from the database."""
    kept, ticket = (
        Conversation.objects.get(pk=conv),
        Ticket.objects.get(conversation=conv),
    )
    events = [
        (e.n, e.kind, e.role, e.stream, e.ctr, e.envelope and bytes(e.envelope))
        for e in Event.objects.filter(conversation_id=conv).order_by("n")
    ]
    proposed = ticket.end_proposed_at is not None
    return kept.state, kept.last_n, events, ticket.wipe_at is not None, proposed
