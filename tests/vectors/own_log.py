"""The key log and the proof of a team key, in ways that only a signer could go wrong."""

import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from chat.e2ee.boxes import label, to_base64url
from chat.e2ee.kem import public_bytes
from chat.e2ee.keylog import root_pin
from tests.vectors.sealing import Seed

SEED = Seed("own log")
ROOT, APPROVER, MEMBER, OTHER = (SEED.private(1) for _ in range(4))
NOW, DAY = 1_790_000_000, 86_400
PIN = root_pin(public_bytes(ROOT))


def shown(key):
    return to_base64url(public_bytes(key))


ROOT_ENTRY = {"type": "root", "key": shown(ROOT)}
APPROVED = {
    "type": "approver",
    "id": "ap1",
    "key": shown(APPROVER),
    "nbf": NOW - DAY,
    "exp": NOW + 300 * DAY,
}
JOINED = {
    "type": "member",
    "id": "u1",
    "by": "ap1",
    "kem": shown(MEMBER),
    "sig": shown(OTHER),
}
TEAM_KEY = {
    "type": "team_key",
    "team": "team-a",
    "ver": 1,
    "suite": 1,
    "pub": shown(MEMBER),
    "by": "ap1",
    "nbf": NOW - DAY,
    "exp": NOW + 40 * DAY,
}
REVOKED = {"type": "revoke_approver", "id": "ap1"}
RELEASE = {"type": "release", "version": "1", "manifest": "00"}


def sign(key, body):
    algorithm = ECDSA(SHA256(), deterministic_signing=True)
    numbers = decode_dss_signature(key.sign(label("sig/log") + body, algorithm))
    return b"".join(number.to_bytes(32) for number in numbers)


def entry_hash(body):
    return hashlib.sha256(label("log-entry") + body).hexdigest()


def chained(*steps):
    """Each step is what an entry says and who signs it."""
    entries, prev = [], ""
    for seq, (says, key) in enumerate(steps):
        body = json.dumps({**says, "seq": seq, "prev": prev}).encode()
        entries.append({"body": body.hex(), "sig": sign(key, body).hex()})
        prev = entry_hash(body)
    return entries, prev


START = ((ROOT_ENTRY, ROOT), (APPROVED, ROOT))
GOOD = {
    "all-types": (
        *START,
        (JOINED, APPROVER),
        (TEAM_KEY, APPROVER),
        (RELEASE, ROOT),
        ({"type": "revoke_member", "id": "u1", "by": "ap1"}, APPROVER),
        (REVOKED, ROOT),
    ),
    "two-teams": (
        *START,
        (TEAM_KEY, APPROVER),
        ({**TEAM_KEY, "team": "team-b"}, APPROVER),
        ({**TEAM_KEY, "ver": 2}, APPROVER),
    ),
}
BAD = {
    "first-is-no-root": (((APPROVED | {"key": shown(ROOT)}, ROOT),), "log-pin"),
    "second-root": ((*START, ({**ROOT_ENTRY, "key": shown(OTHER)}, ROOT)), "log-sig"),
    "root-by-another": (((ROOT_ENTRY, OTHER),), "log-sig"),
    "unknown-type": ((*START, ({"type": "admin", "by": "ap1"}, APPROVER)), "log-sig"),
    "approver-by-approver": ((*START, ({**APPROVED, "id": "x"}, APPROVER)), "log-sig"),
    "member-by-root": ((*START, (JOINED, ROOT)), "log-sig"),
    "after-revocation": ((*START, (REVOKED, ROOT), (JOINED, APPROVER)), "log-sig"),
    "revoked-by-approver": ((*START, (REVOKED, APPROVER)), "log-sig"),
    "first-version-two": ((*START, ({**TEAM_KEY, "ver": 2}, APPROVER)), "log-ver"),
    "same-version-again": (
        (*START, (TEAM_KEY, APPROVER), (TEAM_KEY, APPROVER)),
        "log-ver",
    ),
}


def log(name, entries, expected, **given):
    known = {"id": f"own-log-{name}", "op": "verify_log"}
    given = {"entries": entries, "pin": PIN, "now": NOW, "seen": None, **given}
    return {**known, "in": given, **expected}


def logs():
    for name, steps in GOOD.items():
        entries, head = chained(*steps)
        yield log(name, entries, {"out": {"seq": len(steps) - 1, "head": head}})
    for name, (steps, error) in BAD.items():
        yield log(name, chained(*steps)[0], {"error": error})
    yield log("empty", [], {"error": "log-chain"})
    yield log("no-such-team", chained(*START)[0], {"error": "team-key"}, team="team-a")
    body = b"[1]"
    signed = {"body": body.hex(), "sig": sign(ROOT, body).hex()}
    yield log("no-object", [signed], {"error": "log-chain"})


def signed_as(says, key):
    return chained((says, key))[0][0]


def proofs():
    good = {
        "root": public_bytes(ROOT).hex(),
        "pin": PIN,
        "approver": signed_as(APPROVED, ROOT),
        "team_entry": signed_as(TEAM_KEY, APPROVER),
        "team": "team-a",
        "now": NOW,
    }
    yield "good", good, {"out": {"ver": 1}}
    other = signed_as({**TEAM_KEY, "by": "ap2"}, APPROVER)
    yield "by-another", {**good, "team_entry": other}, {"error": "log-sig"}
    member = signed_as({**APPROVED, "type": "member"}, ROOT)
    yield "approver-is-member", {**good, "approver": member}, {"error": "log-sig"}
    approved = signed_as({**TEAM_KEY, "type": "member"}, APPROVER)
    yield "key-is-member", {**good, "team_entry": approved}, {"error": "team-key"}
    yield "not-yet", {**good, "now": NOW - 2 * DAY}, {"error": "approver-expired"}
    later = signed_as({**TEAM_KEY, "nbf": NOW + 1}, APPROVER)
    yield "key-not-yet", {**good, "team_entry": later}, {"error": "team-key-expired"}
    longest = signed_as({**TEAM_KEY, "exp": NOW + 59 * DAY}, APPROVER)
    yield "sixty-days", {**good, "team_entry": longest}, {"out": {"ver": 1}}


def vectors():
    yield from logs()
    for name, given, expected in proofs():
        known = {"id": f"own-teamkey-{name}", "op": "verify_team_key"}
        yield {**known, "in": given, **expected}
