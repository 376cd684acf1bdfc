"""The second key of a conversation, and what is sealed under it."""

from chat.e2ee.boxes import hkdf, label
from chat.e2ee.checks import team_id
from chat.e2ee.kem import public_bytes, to_pkcs8
from chat.e2ee.padding import pad
from tests.vectors.sealing import Seed, box, hpke_seal

SEED = Seed("own notes")
CONV, OTHER_CONV = SEED.bytes(16), SEED.bytes(16)
KN, NOTE_ID, OTHER_ID = SEED.bytes(32), SEED.bytes(16), SEED.bytes(16)
TEAM, OTHER_TEAM = team_id("team-a"), team_id("team-b")
VER = 3


def info(name):
    return label(name, CONV, TEAM, VER.to_bytes(4), b"\0")


def wraps(suite):
    private = SEED.private(suite)
    pub = public_bytes(private)

    def wrap(secret=KN, name="notes-wrap"):
        ephemeral = SEED.private(suite)
        return hpke_seal(suite, pub, info(name), secret, ephemeral=ephemeral).hex()

    good = {
        "suite": suite,
        "priv": to_pkcs8(private).hex(),
        "pub": pub.hex(),
        "team": TEAM.hex(),
        "ver": VER,
        "conv": CONV.hex(),
        "wrap": wrap(),
    }
    sealed = good["wrap"]
    yield "good", good, {"out": KN.hex()}
    yield "other-conv", {**good, "conv": OTHER_CONV.hex()}, {"error": "auth"}
    yield "other-team", {**good, "team": OTHER_TEAM.hex()}, {"error": "auth"}
    yield "other-version", {**good, "ver": VER + 1}, {"error": "auth"}
    yield "is-conv-wrap", {**good, "wrap": wrap(name="conv-wrap")}, {"error": "auth"}
    yield "31-bytes", {**good, "wrap": wrap(KN[:31])}, {"error": "len"}
    yield "cut", {**good, "wrap": sealed[:-2]}, {"error": "auth"}
    yield "short", {**good, "wrap": sealed[:60]}, {"error": "short"}


def note(padded, *, kind=1, note_id=NOTE_ID):
    key = hkdf(KN, CONV, label("notes", b"\0"))
    aad = label("note", CONV, bytes([kind]), note_id)
    return box(key, aad, padded, nonce=SEED.bytes(12)).hex()


def notes():
    text = "Afgesproken: morgen om vier uur weer. 🙂".encode()
    sealed = note(pad(text))
    good = {"kn": KN.hex(), "conv": CONV.hex(), "kind": 1, "id": NOTE_ID.hex()}
    opened = {**good, "box": sealed}
    yield "good", opened, {"out": text.hex()}
    whisper = {**good, "kind": 3, "box": note(pad(text), kind=3)}
    yield "whisper", whisper, {"out": text.hex()}
    yield "as-goal", {**opened, "kind": 2}, {"error": "auth"}
    yield "unknown-kind", {**opened, "kind": 4}, {"error": "kind"}
    yield "other-place", {**opened, "id": OTHER_ID.hex()}, {"error": "auth"}
    yield "other-conv", {**opened, "conv": OTHER_CONV.hex()}, {"error": "auth"}
    yield "other-key", {**opened, "kn": SEED.bytes(32).hex()}, {"error": "auth"}
    yield "cut", {**opened, "box": sealed[:-2]}, {"error": "auth"}
    yield "empty", {**opened, "box": ""}, {"error": "auth"}
    loose = pad(text).ljust(1024, b"\0")
    yield "other-bucket", {**good, "box": note(loose)}, {"error": "pad"}


def vectors():
    for suite in (1, 2):
        for name, given, expected in wraps(suite):
            known = {"id": f"notes-{suite}-{name}", "op": "notes_unwrap"}
            yield {**known, "in": given, **expected}
    for name, given, expected in notes():
        yield {"id": f"note-{name}", "op": "open_note", "in": given, **expected}
