"""What anyone, the server too, can read of an envelope."""

import struct
from dataclasses import dataclass
from typing import Final

from chat.e2ee.boxes import NONCE_BYTES, TAG_BYTES
from chat.e2ee.errors import need

VERSION: Final = 1
EPOCH: Final = 0
VISITOR: Final = 1
TEAM: Final = 2
TEXT: Final = 1
ATTACHMENT: Final = 2
CONTROL: Final = 3
HEADER_BYTES: Final = 80
BUCKETS: Final = (512, 1024, 2048, 4096, 8192, 16384)
LENGTHS: Final = frozenset(HEADER_BYTES + bucket + TAG_BYTES for bucket in BUCKETS)

LAYOUT = struct.Struct(">4B16s8sII32s12s")


@dataclass(frozen=True, slots=True)
class Header:
    conv: bytes
    kind: int
    role: int
    stream: bytes
    ctr: int
    ack_n: int
    ack_hash: bytes

    def pack(self, nonce: bytes) -> bytes:
        return LAYOUT.pack(
            VERSION,
            self.kind,
            self.role,
            EPOCH,
            self.conv,
            self.stream,
            self.ctr,
            self.ack_n,
            self.ack_hash,
            nonce,
        )


def nonce_of(envelope: bytes) -> bytes:
    return envelope[HEADER_BYTES - NONCE_BYTES : HEADER_BYTES]


def read_header(envelope: bytes, conv: bytes) -> Header:
    """The header of an envelope that belongs to this conversation; refuses any other."""
    need(len(envelope) in LENGTHS, "len")
    version, kind, role, epoch, found, stream, ctr, ack_n, ack_hash, _ = (
        LAYOUT.unpack_from(envelope)
    )
    need(version == VERSION, "ver")
    need(found == conv, "conv")
    need(epoch == EPOCH, "epoch")
    need(kind in (TEXT, ATTACHMENT, CONTROL), "kind")
    need(role in (VISITOR, TEAM), "role")
    return Header(conv, kind, role, stream, ctr, ack_n, ack_hash)
