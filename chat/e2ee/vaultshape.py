"""The closed shape of a vault, as the server stores it without being able to open it."""

from typing import Final

from chat.e2ee.boxes import from_base64url
from chat.e2ee.checks import check_public, decoded
from chat.e2ee.errors import E2eeError, need

MIN_ITERATIONS: Final = 600_000
MAX_ITERATIONS: Final = 20_000_000
SALT_BYTES: Final = {"pass": 16, "prf": 32, "paper": 16}
SLOT_FIELDS: Final = {"type", "id", "salt", "iter", "cred", "box"}
MAX_SLOTS: Final = 8
MAX_SEALED_BYTES: Final = 400
MAX_CRED_LENGTH: Final = 1400


def _fields(value: object, names: set[str]) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) != names:
        raise E2eeError("vault")
    return value


def _check_sealed(value: object) -> None:
    need(28 < len(from_base64url(value)) <= MAX_SEALED_BYTES, "vault")


def _check_slot(value: object) -> str:
    slot = _fields(value, SLOT_FIELDS)
    kind, iterations, cred = slot["type"], slot["iter"], slot["cred"]
    if not isinstance(kind, str) or kind not in SALT_BYTES:
        raise E2eeError("vault")
    decoded(slot["id"], 8)
    decoded(slot["salt"], SALT_BYTES[kind])
    decoded(slot["box"], 60)
    need(isinstance(cred, str) and len(cred) <= MAX_CRED_LENGTH, "vault")
    from_base64url(cred)
    if type(iterations) is not int:
        raise E2eeError("vault")
    least, most = (MIN_ITERATIONS, MAX_ITERATIONS) if kind == "pass" else (0, 0)
    need(least <= iterations <= most, "kdf")
    return kind


def check_vault(value: object) -> None:
    vault = _fields(value, {"pub", "keys", "slots", "seen"})
    pub = _fields(vault["pub"], {"suite", "kem", "sig"})
    need(type(pub["suite"]) is int and pub["suite"] == 1, "suite")
    for name in ("kem", "sig"):
        check_public(1, from_base64url(pub[name]))
    for sealed in _fields(vault["keys"], {"kem", "sig"}).values():
        _check_sealed(sealed)
    _check_sealed(vault["seen"])
    slots = vault["slots"]
    if not isinstance(slots, list) or not 1 <= len(slots) <= MAX_SLOTS:
        raise E2eeError("vault")
    kinds = [_check_slot(slot) for slot in slots]
    need("pass" in kinds, "vault")
