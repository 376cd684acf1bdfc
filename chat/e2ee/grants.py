"""A team's private key, sealed to one member and signed by whoever grants it."""

import os
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from chat.e2ee.boxes import from_base64url, label, sha256, u8, u32
from chat.e2ee.checks import grant_body, verify
from chat.e2ee.conversation import TeamKey
from chat.e2ee.errors import E2eeError, need
from chat.e2ee.kem import (
    from_pkcs8,
    generate,
    hpke_open,
    hpke_seal,
    public_bytes,
    to_pkcs8,
)
from chat.e2ee.vault import Identity, Public


@dataclass(frozen=True)
class Grant:
    ct: bytes
    sig: bytes


def sign(key: EllipticCurvePrivateKey, kind: str, body: bytes) -> bytes:
    der = key.sign(label(f"sig/{kind}") + body, ECDSA(SHA256()))
    return b"".join(number.to_bytes(32) for number in decode_dss_signature(der))


def make_team_key(team: bytes, *, ver: int = 1, suite: int = 1) -> TeamKey:
    private = generate(suite)
    return TeamKey(team, ver, suite, public_bytes(private), private)


def _info(key: TeamKey, uid: bytes) -> bytes:
    return label("team-grant", key.team, u32(key.ver), uid)


def seal_grant(granter: Identity, key: TeamKey, uid: bytes, pub: Public) -> Grant:
    """For the member with this id and these public keys."""
    if key.private is None:
        raise E2eeError("auth")
    kem = from_base64url(pub["kem"])
    ct = hpke_seal(pub["suite"], kem, _info(key, uid), to_pkcs8(key.private))
    body = grant_body(key.team, key.ver, uid, ct)
    return Grant(ct, sign(granter.sig, "grant", body))


def _self_test(key: TeamKey) -> None:
    """The private half must belong to the public key that visitors seal to."""
    assert key.private is not None
    probe = os.urandom(32)
    sealed = hpke_seal(key.suite, key.pub, b"", probe)
    need(hpke_open(key.suite, key.private, b"", sealed) == probe, "auth")


def open_grant(me: Identity, key: TeamKey, grant: Grant, granter: bytes) -> TeamKey:
    """`granter` is the signing key of whoever granted; an empty `pub` is filled in."""
    body = grant_body(key.team, key.ver, me.uid, grant.ct)
    need(verify(granter, "grant", body, grant.sig), "grant-sig")
    pkcs8 = hpke_open(me.pub["suite"], me.kem, _info(key, me.uid), grant.ct)
    private = from_pkcs8(key.suite, pkcs8)
    pub = key.pub or public_bytes(private)
    opened = replace(key, private=private, pub=pub)
    _self_test(opened)
    return opened


def fingerprint(uid: bytes, pub: Public) -> str:
    """Twenty-five digits that two people can read to each other."""
    fields = (
        uid,
        u8(pub["suite"]),
        from_base64url(pub["kem"]),
        from_base64url(pub["sig"]),
    )
    number = int.from_bytes(sha256(label("identity", *fields))[:10])
    digits = f"{number:025d}"
    return " ".join(digits[i : i + 5] for i in range(0, 25, 5))
