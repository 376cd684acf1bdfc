"""All the web process needs: shapes, ids and signatures. No private key comes here."""

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from chat.e2ee.boxes import from_base64url, label, sha256, u32
from chat.e2ee.errors import E2eeError, need
from chat.e2ee.header import Header, read_header

ID_BYTES: Final = 16
PUB_BYTES: Final = {1: 65, 2: 32}
WRAP_BYTES: Final = {1: 113, 2: 80}
CODE_WRAP_BYTES: Final = 60
HASH_BYTES: Final = 32
SHARE_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
MAX_GRANT_BYTES: Final = 512


def team_id(slug: str) -> bytes:
    return sha256(label("team", slug.encode()))[:ID_BYTES]


def user_id(login: str) -> bytes:
    return sha256(label("uid", login.encode()))[:ID_BYTES]


def auth_hash(auth: bytes) -> bytes:
    """What is stored of a return code: the value that opens the door is never kept."""
    return sha256(label("rc/authhash"), auth)


def check_envelope(envelope: bytes, conv: bytes, role: int) -> Header:
    header = read_header(envelope, conv)
    need(header.role == role, "role")
    return header


def check_wrap(suite: int, wrap: bytes) -> None:
    need(suite in WRAP_BYTES, "suite")
    need(len(wrap) == WRAP_BYTES[suite], "len")


def check_code_wrap(wrap: bytes) -> None:
    need(len(wrap) == CODE_WRAP_BYTES, "len")


def check_public(suite: int, pub: bytes) -> None:
    """A point of the curve that belongs to the suite."""
    need(suite in PUB_BYTES, "suite")
    need(len(pub) == PUB_BYTES[suite], "len")
    try:
        if suite == 1:
            EllipticCurvePublicKey.from_encoded_point(SECP256R1(), pub)
        else:
            X25519PublicKey.from_public_bytes(pub)
    except ValueError:
        raise E2eeError("point") from None


def verify(pub: bytes, kind: str, body: bytes, signature: bytes) -> bool:
    if len(signature) != SIGNATURE_BYTES:
        return False
    r, s = (int.from_bytes(half) for half in (signature[:32], signature[32:]))
    try:
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), pub)
        der = encode_dss_signature(r, s)
        key.verify(der, label(f"sig/{kind}") + body, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def grant_body(team: bytes, ver: int, uid: bytes, ct: bytes) -> bytes:
    return team + u32(ver) + uid + ct


def decoded(value: object, length: int) -> bytes:
    """A base64url field of exactly so many bytes."""
    raw = from_base64url(value)
    need(len(raw) == length, "len")
    return raw
