"""The return code: 66 random bits as six words or twenty digits, and what it opens."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Sequence
from typing import Final

from chat.e2ee.boxes import box, hkdf, label, u8, unbox
from chat.e2ee.checks import CODE_WRAP_BYTES
from chat.e2ee.conversation import check_conversation_key
from chat.e2ee.errors import need
from chat.e2ee.text import without_accents
from chat.e2ee.words import from_words, to_words

CODE_BITS: Final = 66
CODE_BYTES: Final = 9
WORDS: Final = 6
DIGITS: Final = 20
ITERATIONS: Final = {1: 600_000}

# Arabic and Persian keyboards type their own digits.
WESTERN = {start + i: str(i) for start in (0x0660, 0x06F0) for i in range(10)}


def new_code() -> bytes:
    return secrets.randbits(CODE_BITS).to_bytes(CODE_BYTES)


def code_as_words(code: bytes, words: Sequence[str]) -> str:
    return " ".join(to_words(int.from_bytes(code), WORDS, words))


def code_as_digits(code: bytes) -> str:
    digits = f"{int.from_bytes(code):0{DIGITS}d}"
    return " ".join(re.findall(".{4}", digits))


def _letter_groups(text: str) -> list[str]:
    spaced = "".join(c if unicodedata.category(c)[0] == "L" else " " for c in text)
    return spaced.split()


def parse_code(typed: str, words: Sequence[str] = ()) -> bytes:
    text = without_accents(typed).translate(WESTERN)
    letters = _letter_groups(text)
    digits = "".join(re.findall("[0-9]", text))
    need(not (letters and digits), "code")
    need(len(letters) == WORDS or len(digits) == DIGITS, "code")
    value = from_words(letters, words) if letters else int(digits)
    need(value < 1 << CODE_BITS, "code")
    return value.to_bytes(CODE_BYTES)


def derive_code(code: bytes, deploy: bytes, kdf: int = 1) -> tuple[bytes, bytes]:
    """The value that opens the server's door, and the key of the wrap."""
    need(len(code) == CODE_BYTES and code[0] < 4, "code")
    need(kdf in ITERATIONS, "kdf")
    salt = label("return-code", u8(kdf), deploy)
    stretched = hashlib.pbkdf2_hmac("sha256", code, salt, ITERATIONS[kdf])
    auth = hkdf(stretched, b"", label("rc/auth"))
    return auth, hkdf(stretched, b"", label("rc/wrap"))


def wrap_for_code(wrap_key: bytes, conv: bytes, kc: bytes) -> bytes:
    return box(wrap_key, label("rc-wrap", conv), kc)


def open_code_wrap(wrap_key: bytes, conv: bytes, wrap: bytes) -> bytes:
    """One length and the id check: a wrap can open to one conversation only."""
    need(len(wrap) == CODE_WRAP_BYTES, "len")
    kc = unbox(wrap_key, label("rc-wrap", conv), wrap)
    check_conversation_key(kc, conv)
    return kc
