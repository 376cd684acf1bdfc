"""From a text to the words in it, without accents, capitals or marks."""

import re
import unicodedata

APOSTROPHES = re.compile(r"[’‘'`´]s\b|[’‘'`´]")
HYPHENS = re.compile(r"(?<=\w)[-‐‑](?=\w)")
# A letter alone says nothing; nobody types a word longer than this.
SHORTEST, LONGEST = 2, 40


def fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def split(text: str) -> list[str]:
    """The words in their order; whatever is neither letter nor digit parts them."""
    plain = fold(APOSTROPHES.sub("", text))
    spaced = "".join(sign if sign.isalnum() else " " for sign in plain)
    return [word for word in spaced.split() if SHORTEST <= len(word) <= LONGEST]


def all_in(text: str) -> list[str]:
    """For the index: of a word with a hyphen the parts and the whole."""
    whole = [word for word in text.split() if HYPHENS.search(word)]
    return split(text) + split(" ".join(HYPHENS.sub("", word) for word in whole))
