import os
from dataclasses import dataclass, field

from chat.e2ee.boxes import label, sha256
from chat.e2ee.conversation import message_keys
from chat.e2ee.envelope import Opened, open_envelope, seal_envelope
from chat.e2ee.errors import E2eeError
from chat.e2ee.header import Header


@dataclass(frozen=True)
class Taken:
    """What became of one envelope; `position` is its place in the chain."""

    result: str
    alerts: list[str] = field(default_factory=list)
    opened: Opened | None = None
    position: int | None = None


class Transcript:
    """One side's view of a conversation, fed with every envelope in the server's order."""

    def __init__(self, kc: bytes, conv: bytes, role: int) -> None:
        self._keys = message_keys(kc, conv)
        self._conv = conv
        self._role = role
        self._chain = [sha256(label("chain", conv))]
        self._expected: dict[tuple[int, bytes], int] = {}
        self._ctr = 0
        self.stream = os.urandom(8)
        self.seen_up_to = 0

    def __len__(self) -> int:
        return len(self._chain) - 1

    @property
    def head(self) -> bytes:
        return self._chain[-1]

    def accept(self, envelope: bytes) -> Taken:
        try:
            opened = open_envelope(self._keys, self._conv, envelope)
        except E2eeError as refusal:
            return Taken(refusal.code, ["rejected"])
        header = opened.header
        expected = self._expected.get((header.role, header.stream), 0)
        if header.ctr < expected:
            return Taken("replay", ["replay"])
        alerts = ["gap"] if header.ctr > expected else []
        self._expected[header.role, header.stream] = header.ctr + 1
        alerts += self._check_view(header)
        self._chain.append(sha256(self.head, envelope))
        return Taken("ok", alerts, opened, len(self))

    def seal(self, kind: int, payload: bytes) -> bytes:
        header = Header(
            conv=self._conv,
            kind=kind,
            role=self._role,
            stream=self.stream,
            ctr=self._ctr,
            ack_n=len(self),
            ack_hash=self.head,
        )
        self._ctr += 1
        return seal_envelope(self._keys, header, payload)

    def _check_view(self, header: Header) -> list[str]:
        if header.ack_n > len(self):
            return ["withheld"]
        if self._chain[header.ack_n] != header.ack_hash:
            return ["fork"]
        if header.role != self._role:
            self.seen_up_to = max(self.seen_up_to, header.ack_n)
        return []
