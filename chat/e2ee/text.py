"""How text is tidied and measured before it is sealed."""

import re
import unicodedata
from typing import Final

from chat.e2ee.errors import need

TEXT_LIMIT: Final = 4000

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Unicode's White_Space, spelled out: `str.isspace` and JavaScript's `\s` both differ.
WHITE_SPACE = re.compile(
    "[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
)


def tidy_text(text: str) -> str:
    visible = CONTROL.sub("", LONE_SURROGATE.sub("\ufffd", text))
    return unicodedata.normalize("NFC", visible)


def check_text(text: str, limit: int = TEXT_LIMIT) -> str:
    tidy = tidy_text(text)
    need(len(tidy) <= limit, "too-long")
    return tidy


def passphrase_bytes(text: str) -> bytes:
    """Case and accents count, spacing does not."""
    plain = WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", text))
    return re.sub("^ | $", "", plain).encode()


def without_accents(text: str) -> str:
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if unicodedata.category(c)[0] != "M").lower()
