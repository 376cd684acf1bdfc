"""The signed history of keys, and what a visitor checks of a team key."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from chat.e2ee.boxes import from_base64url, label, sha256
from chat.e2ee.checks import verify
from chat.e2ee.errors import E2eeError, need

BY_ROOT: Final = frozenset({"approver", "revoke_approver", "release"})
BY_APPROVER: Final = frozenset({"member", "revoke_member", "team_key"})
MAX_LIFE_S: Final = 60 * 86_400

Body = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    body: bytes
    sig: bytes


@dataclass(frozen=True)
class Head:
    seq: int
    hash: str


@dataclass
class State:
    root: bytes = b""
    approvers: dict[str, bytes] = field(default_factory=dict)
    members: dict[str, Body] = field(default_factory=dict)
    teams: dict[str, Body] = field(default_factory=dict)
    hashes: list[str] = field(default_factory=list)


def _read(body: bytes) -> Body:
    try:
        entry = json.loads(body.decode())
    except ValueError:
        raise E2eeError("log-chain") from None
    if not isinstance(entry, dict):
        raise E2eeError("log-chain")
    return entry


def _key(text: object) -> bytes:
    try:
        return from_base64url(text)
    except E2eeError:
        raise E2eeError("log-sig") from None


def root_pin(root: bytes) -> str:
    return sha256(label("root-pin"), root).hex()


def _signer(entry: Body, state: State) -> bytes:
    if entry.get("type") in BY_ROOT:
        return state.root
    if entry.get("type") in BY_APPROVER:
        return state.approvers.get(entry.get("by", ""), b"")
    raise E2eeError("log-sig")


def _take_root(entry: Body, state: State, pin: str) -> None:
    need(entry.get("type") == "root", "log-pin")
    state.root = _key(entry.get("key"))
    need(root_pin(state.root) == pin, "log-pin")


def _apply(entry: Body, state: State) -> None:
    match entry["type"]:
        case "approver":
            state.approvers[entry["id"]] = _key(entry["key"])
        case "revoke_approver":
            state.approvers.pop(entry["id"], None)
        case "member":
            state.members[entry["id"]] = entry
        case "revoke_member":
            state.members.pop(entry["id"], None)
        case "team_key":
            before = state.teams.get(entry["team"], {"ver": 0})
            need(entry["ver"] == before["ver"] + 1, "log-ver")
            state.teams[entry["team"]] = entry


def replay(entries: Sequence[Entry], pin: str) -> State:
    state = State()
    need(len(entries) > 0, "log-chain")
    for seq, signed in enumerate(entries):
        entry = _read(signed.body)
        prev = state.hashes[-1] if state.hashes else ""
        need((entry.get("seq"), entry.get("prev")) == (seq, prev), "log-chain")
        if seq == 0:
            _take_root(entry, state, pin)
        signer = state.root if seq == 0 else _signer(entry, state)
        need(verify(signer, "log", signed.body, signed.sig), "log-sig")
        if seq > 0:
            _apply(entry, state)
        state.hashes.append(sha256(label("log-entry"), signed.body).hex())
    return state


def _check_seen(hashes: list[str], seen: Head | None) -> None:
    if seen is None:
        return
    need(seen.seq < len(hashes), "log-rollback")
    need(hashes[seen.seq] == seen.hash, "log-fork")


def _check_now(entry: Body, now: int, code: str) -> None:
    need(entry["nbf"] <= now < entry["exp"], code)


def verify_log(
    entries: Sequence[Entry],
    pin: str,
    *,
    now: int,
    seen: Head | None = None,
    team: str | None = None,
) -> State:
    state = replay(entries, pin)
    _check_seen(state.hashes, seen)
    if team is not None:
        need(team in state.teams, "team-key")
        _check_now(state.teams[team], now, "team-key-expired")
    return state


@dataclass(frozen=True)
class Proof:
    root: bytes
    approver: Entry
    team: Entry


@dataclass(frozen=True)
class Pins:
    root: str
    revoked: Sequence[str] = ()
    min: Mapping[str, int] = field(default_factory=dict)


def _trusted_approver(proof: Proof, pins: Pins, now: int) -> Body:
    need(root_pin(proof.root) == pins.root, "log-pin")
    signed = proof.approver
    need(verify(proof.root, "log", signed.body, signed.sig), "log-sig")
    approver = _read(signed.body)
    need(approver.get("type") == "approver", "log-sig")
    _check_now(approver, now, "approver-expired")
    need(approver["id"] not in pins.revoked, "approver-revoked")
    return approver


def verify_team_key(proof: Proof, pins: Pins, *, team: str, now: int) -> Body:
    approver = _trusted_approver(proof, pins, now)
    signed = proof.team
    need(verify(_key(approver["key"]), "log", signed.body, signed.sig), "log-sig")
    entry = _read(signed.body)
    need(entry.get("by") == approver["id"], "log-sig")
    need((entry.get("type"), entry.get("team")) == ("team_key", team), "team-key")
    need(entry["ver"] >= pins.min.get(team, 1), "team-key-old")
    _check_now(entry, now, "team-key-expired")
    need(entry["exp"] - entry["nbf"] <= MAX_LIFE_S, "team-key-life")
    return entry
