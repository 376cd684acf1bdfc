"""Runs vectors: every operation of the format, `in` as plain values, bytes as hex."""

from collections.abc import Callable, Sequence
from typing import Any

from cryptography.hazmat.bindings._rust import openssl

from chat.e2ee import (
    checks,
    conversation,
    envelope,
    files,
    grants,
    kem,
    keylog,
    madefile,
    notes,
    payload,
    returncode,
    slots,
    text,
    transcript,
    vault,
)
from chat.e2ee.boxes import sha256
from chat.e2ee.errors import E2eeError
from chat.e2ee.header import VISITOR, Header
from chat.e2ee.words_nl import WORDS

Given = dict[str, Any]
Operation = Callable[[Given], Any]

# These either succeed or refuse; there is nothing to compare.
WITHOUT_RESULT = frozenset({"conv_keys"})

raw = bytes.fromhex


def _raws(given: Given, *names: str) -> list[bytes]:
    return [raw(given[name]) for name in names]


def _derive_code(given: Given) -> Given:
    code, deploy = _raws(given, "code", "deploy")
    auth, _ = returncode.derive_code(code, deploy, given["ver"])
    return {"auth": auth.hex(), "auth_hash": checks.auth_hash(auth).hex()}


def _rc_unwrap(given: Given) -> str:
    code, deploy, conv, wrap = _raws(given, "code", "deploy", "conv", "wrap")
    _, wrap_key = returncode.derive_code(code, deploy)
    return returncode.open_code_wrap(wrap_key, conv, wrap).hex()


def _team_key(given: Given) -> conversation.TeamKey:
    team, pub, priv = _raws(given, "team", "pub", "priv")
    suite = given["suite"]
    private = kem.from_pkcs8(suite, priv)
    return conversation.TeamKey(team, given["ver"], suite, pub, private)


def _team_unwrap(given: Given) -> str:
    conv, wrap = _raws(given, "conv", "wrap")
    return conversation.open_conversation(_team_key(given), conv, wrap).hex()


def _notes_unwrap(given: Given) -> str:
    conv, wrap = _raws(given, "conv", "wrap")
    return notes.open_notes_key(_team_key(given), conv, wrap).hex()


def _open_note(given: Given) -> str:
    kn, conv, box, note_id = _raws(given, "kn", "conv", "box", "id")
    place = notes.Place(given["kind"], note_id)
    return notes.open_note(notes.notes_key(kn, conv), conv, place, box).hex()


def _seal_envelope(given: Given) -> str:
    kc, conv, body, nonce = _raws(given, "kc", "conv", "payload", "nonce")
    stream, ack_hash = _raws(given, "stream", "ack_hash")
    kind, role, ctr, ack_n = (given[k] for k in ("kind", "role", "ctr", "ack_n"))
    header = Header(conv, kind, role, stream, ctr, ack_n, ack_hash)
    keys = conversation.message_keys(kc, conv)
    return envelope.seal_envelope(keys, header, body, nonce=nonce).hex()


def _open_envelope(given: Given) -> Given:
    kc, conv, env = _raws(given, "kc", "conv", "env")
    opened = envelope.open_envelope(conversation.message_keys(kc, conv), conv, env)
    header = opened.header
    return {
        "payload": opened.payload.hex(),
        "role": header.role,
        "kind": header.kind,
        "ctr": header.ctr,
        "stream": header.stream.hex(),
        "ack_n": header.ack_n,
        "ack_hash": header.ack_hash.hex(),
    }


def _transcript(given: Given) -> Given:
    kc, conv = _raws(given, "kc", "conv")
    view = transcript.Transcript(kc, conv, VISITOR)
    taken = [view.accept(raw(env)) for env in given["envs"]]
    return {
        "results": [item.result for item in taken],
        "n": len(view),
        "head": view.head.hex(),
        "alerts": [alert for item in taken for alert in item.alerts],
    }


def _slot_secret(given: Given) -> str:
    uid, secret = _raws(given, "uid", "secret")
    return slots.open_secret_slot(uid, given["slot"], secret, given["kind"]).hex()


def _entry(signed: Given) -> keylog.Entry:
    return keylog.Entry(*_raws(signed, "body", "sig"))


def _verify_log(given: Given) -> Given:
    seen = given.get("seen")
    state = keylog.verify_log(
        [_entry(signed) for signed in given["entries"]],
        given["pin"],
        now=given["now"],
        seen=keylog.Head(**seen) if seen else None,
        team=given.get("team"),
    )
    return {"seq": len(state.hashes) - 1, "head": state.hashes[-1]}


def _verify_team_key(given: Given) -> Given:
    signed = _entry(given["approver"]), _entry(given["team_entry"])
    proof = keylog.Proof(raw(given["root"]), *signed)
    pins = keylog.Pins(given["pin"], given.get("revoked", ()), given.get("min", {}))
    entry = keylog.verify_team_key(proof, pins, team=given["team"], now=given["now"])
    return {"ver": entry["ver"]}


def _open_grant(given: Given) -> str:
    uid, team, granter = _raws(given, "uid", "team", "granter")
    private = kem.from_pkcs8(1, raw(given["kem"]))
    public: vault.Public = {"suite": 1, "kem": "", "sig": ""}
    me = vault.Identity(uid, public, private, kem.generate_signing())
    pub = raw(given.get("team_pub", ""))
    key = conversation.TeamKey(team, given["ver"], given["suite"], pub)
    grant = grants.Grant(*_raws(given, "ct", "sig"))
    return grants.open_grant(me, key, grant, granter).pub.hex()


def _open_file(given: Given) -> str:
    kf, fid, blob = _raws(given, "kf", "fid", "blob")
    return sha256(files.open_file(files.FileKey(kf, fid), blob)).hex()


def _hpke_open(given: Given) -> str:
    priv, info, aad, sealed = _raws(given, "priv", "info", "aad", "sealed")
    key, suite = kem.from_pkcs8(given["suite"], priv), kem.SUITES[given["suite"]]
    return openssl.hpke._decrypt_with_aad(suite, sealed, key, info, aad).hex()


def _encode_payload(given: Given) -> Given:
    kind, body = payload.encode_payload(given["role"], given["payload"])
    return {"kind": kind, "body": body.hex()}


def _tidy_text(given: Given) -> Given:
    tidy = text.check_text(given["s"])
    return {"text": tidy, "length": len(tidy)}


def _code_forms(given: Given) -> Given:
    code = raw(given["code"])
    words = returncode.code_as_words(code, WORDS)
    return {"words": words, "digits": returncode.code_as_digits(code)}


def _ids(given: Given) -> Given:
    team, uid = checks.team_id(given["team"]), checks.user_id(given["login"])
    return {"team": team.hex(), "uid": uid.hex()}


OPERATIONS: dict[str, Operation] = {
    "parse_code": lambda g: returncode.parse_code(g["s"], WORDS).hex(),
    "derive_code": _derive_code,
    "rc_unwrap": _rc_unwrap,
    "conv_id": lambda g: conversation.conversation_id(raw(g["kc"])).hex(),
    "conv_keys": lambda g: conversation.message_keys(*_raws(g, "kc", "conv")),
    "join": lambda g: conversation.join_share(*_raws(g, "a", "b")).hex(),
    "team_unwrap": _team_unwrap,
    "notes_unwrap": _notes_unwrap,
    "open_note": _open_note,
    "seal_envelope": _seal_envelope,
    "open_envelope": _open_envelope,
    "transcript": _transcript,
    "slot_pass": lambda g: slots.open_pass_slot(
        raw(g["uid"]), g["slot"], g["pass"]
    ).hex(),
    "slot_secret": _slot_secret,
    "open_vault": lambda g: bool(
        vault.open_vault(raw(g["uid"]), g["vault"], raw(g["vk"]))
    ),
    "fingerprint": lambda g: grants.fingerprint(raw(g["uid"]), g["pub"]),
    "verify": lambda g: checks.verify(
        raw(g["pub"]), g["type"], *_raws(g, "body", "sig")
    ),
    "verify_log": _verify_log,
    "verify_team_key": _verify_team_key,
    "open_grant": _open_grant,
    "open_file": _open_file,
    "open_made_file": madefile.open_made_file,
    "hpke_open": _hpke_open,
    "encode_payload": _encode_payload,
    "decode_payload": lambda g: payload.decode_payload(
        g["kind"], g["role"], raw(g["body"])
    ),
    "tidy_text": _tidy_text,
    "passphrase": lambda g: text.passphrase_bytes(g["s"]).hex(),
    "code_forms": _code_forms,
    "ids": _ids,
}


def _outcome(vector: Given) -> Given:
    operation = OPERATIONS.get(vector["op"])
    if operation is None:
        return {"error": f"no such operation: {vector['op']}"}
    try:
        return {"out": operation(vector["in"])}
    except E2eeError as refusal:
        return {"error": refusal.code}
    except Exception as failure:  # noqa: BLE001  A vector may hold anything at all.
        return {"error": repr(failure)}


def run_vector(vector: Given) -> Given | None:
    """What came out instead, or nothing when the vector is met."""
    expected = "error" if "error" in vector else "out"
    want = {expected: vector.get(expected)}
    got = _outcome(vector)
    loose = vector["op"] in WITHOUT_RESULT and expected == "out"
    if "out" in got if loose else got == want:
        return None
    return {"id": vector["id"], "got": got, "want": want}


def run_vectors(vectors: Sequence[Given]) -> Given:
    failed = [failure for vector in vectors if (failure := run_vector(vector))]
    return {"passed": len(vectors) - len(failed), "failed": failed}
