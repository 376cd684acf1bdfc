"""What a word has in common with its other forms: two words match on any shared key."""

import re
from functools import lru_cache
from threading import local

import snowballstemmer

# Dutch has two stemmers that err in different places: one knows "pinpasje" and
# "gestopt", the other "schulden". Neither knows the plural of "foto" without its mark,
# nor that "chantage", "chanteren" and "gechanteerd" are one.
ALGORITHMS = {"nl": ("dutch", "dutch_porter"), "en": ("english",)}
PLURAL = re.compile(r"^(.{3,}[aiouy])s$")
PAST = re.compile(r"^((?:be|ge|ver|ont|her|terug|uit|op|aan|af).{4,})[dt]$|^(.{3,}d)t$")
FAMILY = re.compile(r"^(.{4,})(?:age|atie|eer|eren)$")

# A stemmer remembers its word while it works, so threads cannot share one.
_of_this_thread = local()


def keys(language: str, word: str) -> frozenset[str]:
    found = {word, *(_stem(name, word) for name in ALGORITHMS.get(language, ()))}
    if language == "nl":
        found |= {shorter for key in tuple(found) for shorter in _shorter(key)}
    return frozenset(key for key in found if len(key) > 1)


@lru_cache(maxsize=20_000)
def own_keys(language: str, word: str) -> frozenset[str]:
    """For words of our own texts; what somebody typed is deliberately not remembered."""
    return keys(language, word)


def _shorter(key: str) -> list[str]:
    matches = (PLURAL.match(key), PAST.match(key), FAMILY.match(key))
    return [part for match in matches if match for part in match.groups() if part]


def _stem(algorithm: str, word: str) -> str:
    stemmers = _of_this_thread.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = snowballstemmer.stemmer(algorithm)
    return str(stemmers[algorithm].stemWord(word))
