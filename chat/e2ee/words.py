"""Values as words and back; a list has 2048 words that differ in four letters."""

from collections.abc import Sequence
from typing import Final

from chat.e2ee.errors import E2eeError

BITS: Final = 11
PREFIX: Final = 4


def to_words(value: int, count: int, words: Sequence[str]) -> list[str]:
    shifts = range(BITS * (count - 1), -1, -BITS)
    return [words[(value >> shift) & 2047] for shift in shifts]


def from_words(typed: Sequence[str], words: Sequence[str]) -> int:
    """The first four letters suffice, so a slip later in the word does no harm."""
    prefixes = {word[:PREFIX]: index for index, word in enumerate(words)}
    value = 0
    for word in typed:
        if word[:PREFIX] not in prefixes:
            raise E2eeError("word")
        value = value << BITS | prefixes[word[:PREFIX]]
    return value
