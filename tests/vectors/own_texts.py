"""Text, passphrases, ids and paper keys: where two languages could read differently."""

from chat.e2ee.boxes import hkdf, label, sha256, to_base64url
from chat.e2ee.checks import team_id, user_id
from tests.vectors.sealing import Seed, box

SEED = Seed("own texts")

TEXTS = {
    "plain": ("Hoi", "Hoi"),
    "newlines": ("a\nb\n\nc", "a\nb\n\nc"),
    "windows-lines": ("a\r\nb", "a\nb"),
    "controls": ("a\u0000b\u0007c\td\u007fe\u0085f\u009f", "abcdef"),
    "composed": ("cafe\u0301", "caf\u00e9"),
    "control-between": ("e\u0001\u0301", "\u00e9"),
    "hangul": ("\u1100\u1161", "\uac00"),
    "angstrom": ("\u212b", "\u00c5"),
    "family-stays": ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    "arabic-marks-stay": ("\u0644\u0651\u200f", "\u0644\u0651\u200f"),
    "ligature-stays": ("\ufb01", "\ufb01"),
    "longest": ("x" * 4000, "x" * 4000),
    "longest-emoji": ("😀" * 4000, "😀" * 4000),
    "longest-composed": ("e\u0301" * 4000, "\u00e9" * 4000),
    "empty": ("", ""),
}
TOO_LONG = {"one-more": "x" * 4001, "one-more-emoji": "😀" * 4001}
PASSPHRASES = {
    "plain": ("een twee drie", "een twee drie"),
    "spaces": ("  een   twee ", "een twee"),
    "every-space": ("een\t\n\u00a0\u2003\u3000\u2028\u0085\u1680twee", "een twee"),
    "joiner-is-no-space": ("een\u200btwee", "een\u200btwee"),
    "bom-is-no-space": ("een\ufefftwee", "een\ufefftwee"),
    "separator-is-no-space": ("een\u001ctwee", "een\u001ctwee"),
    "case-stays": ("Een TWEE", "Een TWEE"),
    "accents-stay": ("re\u0301ne\u0301 \u00fc", "r\u00e9n\u00e9 \u00fc"),
    "compatibility": ("\ufb01ets \uff11\u00b2", "fiets 12"),
    "only-space": (" \t ", ""),
    "empty": ("", ""),
}


def texts():
    for name, (given, tidy) in TEXTS.items():
        out = {"text": tidy, "length": len(tidy)}
        yield {"id": f"text-{name}", "op": "tidy_text", "in": {"s": given}, "out": out}
    for name, given in TOO_LONG.items():
        known = {"id": f"text-{name}", "op": "tidy_text"}
        yield {**known, "in": {"s": given}, "error": "too-long"}
    for name, (given, tidy) in PASSPHRASES.items():
        known = {"id": f"passphrase-{name}", "op": "passphrase"}
        yield {**known, "in": {"s": given}, "out": tidy.encode().hex()}


def ids():
    for team, login in (("team-a", "ana"), ("jeugd-noord", "ivo.de-vries@zijstap")):
        out = {"team": team_id(team).hex(), "uid": user_id(login).hex()}
        given = {"team": team, "login": login}
        yield {"id": f"ids-{team}", "op": "ids", "in": given, "out": out}


def paper_slots():
    uid, vault_key, secret = SEED.bytes(16), SEED.bytes(32), SEED.bytes(20)
    slot_id, salt = SEED.bytes(8), SEED.bytes(16)
    aad = label("vault-slot", uid, slot_id, b"\3", salt, bytes(4), sha256(b""))
    key = hkdf(secret, salt, label("vault-paper"))
    slot = {
        "type": "paper",
        "id": to_base64url(slot_id),
        "salt": to_base64url(salt),
        "iter": 0,
        "cred": "",
        "box": to_base64url(box(key, aad, vault_key, nonce=SEED.bytes(12))),
    }
    good = {"uid": uid.hex(), "slot": slot, "secret": secret.hex(), "kind": "paper"}
    yield "good", good, {"out": vault_key.hex()}
    yield "as-prf", {**good, "kind": "prf"}, {"error": "slot"}
    yield "as-pass", {**good, "kind": "pass"}, {"error": "slot"}
    other = {**good, "secret": SEED.bytes(20).hex()}
    yield "other-secret", other, {"error": "auth"}
    counted = {**good, "slot": {**slot, "iter": 1}}
    yield "iterations", counted, {"error": "slot"}
    short_id = {**slot, "id": to_base64url(slot_id[:7])}
    yield "short-id", {**good, "slot": short_id}, {"error": "slot"}
    yield "no-cred", {**good, "slot": {**slot, "cred": None}}, {"error": "slot"}
    unknown = {**good, "slot": {**slot, "type": "pin"}, "kind": "pin"}
    yield "unknown-kind", unknown, {"error": "slot"}
    inherited = {**good, "slot": {**slot, "type": "toString"}, "kind": "toString"}
    yield "inherited-kind", inherited, {"error": "slot"}
    cut = {**good, "slot": {**slot, "box": slot["box"][:-4]}}
    yield "cut", cut, {"error": "slot"}
    padded = {**good, "slot": {**slot, "box": slot["box"] + "=="}}
    yield "not-base64", padded, {"error": "slot"}


def vectors():
    yield from texts()
    yield from ids()
    for name, given, expected in paper_slots():
        known = {"id": f"paper-{name}", "op": "slot_secret"}
        yield {**known, "in": given, **expected}
