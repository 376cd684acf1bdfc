"""One question to the portal, and what it answers."""

from dataclasses import dataclass

from knowledge.models import Term
from knowledge.search import spelling, words
from knowledge.search.scores import Finder
from knowledge.search.stop_words import without
from knowledge.search.vocabulary import Known
from knowledge.search.wishes import Meanings, Wish, wishes

LONGEST, MOST_WORDS, MOST_RESULTS = 100, 8, 8


class NothingAskedError(Exception):
    """Empty, or only signs and words that stand on every page."""


class TooLongError(Exception):
    """A word or a few, not a story."""


@dataclass(frozen=True)
class Answer:
    pages: list[int]
    terms: list[Term]
    meant: str
    # Words of our own vocabulary for which there is nothing; no other word is in here.
    missed: list[str]


def ask(text: str, language: str) -> Answer:
    asked = _asked(text, language)
    known, meanings = Known(language, asked), Meanings(language)
    found = Finder(language, wishes(asked, known, meanings))
    mistaken = _mistaken(found, known)
    mended = spelling.mend(language, mistaken, surely=any(found.found))
    if mended:
        asked = [mended.get(word, word) for word in asked]
        known.learn(mended.values())
        found = Finder(language, wishes(asked, known, meanings))
    empty = [wish for wish in found.without_result() if not wish.terms]
    return Answer(
        pages=found.best(MOST_RESULTS),
        terms=list(dict.fromkeys(term for wish in found.wanted for term in wish.terms)),
        meant=" ".join(asked) if mended else "",
        missed=[word for wish in empty for word in wish.typed if word in known],
    )


def _asked(text: str, language: str) -> list[str]:
    if len(text.strip()) > LONGEST:
        raise TooLongError
    asked = without(language, words.split(text))
    if not asked:
        raise NothingAskedError
    return list(dict.fromkeys(asked))[:MOST_WORDS]


def _mistaken(found: Finder, known: Known) -> list[str]:
    return [
        wish.typed[0]
        for wish in found.without_result()
        if len(wish.typed) == 1 and _is_strange(wish, known)
    ]


def _is_strange(wish: Wish, known: Known) -> bool:
    return wish.typed[0] not in known and not wish.terms
