"""The words of our own: of the index, the glossary and the synonyms, and no others."""

from collections.abc import Iterable
from itertools import chain

from django.db.models import Q

from knowledge.models import SearchEntry, Synonym, Term, Word
from knowledge.search import words
from knowledge.search.stop_words import without

AT_ONCE = 500
# From here on, a word inside another one says something about it.
PART = 4
LINKS = ("", "s", "en", "e")


def refresh(language: str) -> None:
    """Makes the table what it should be, whatever it was."""
    rows = Word.objects.filter(language=language)
    kept, wanted = set(rows.values_list("word", flat=True)), _wanted(language)
    gone = sorted(kept - wanted)
    for start in range(0, len(gone), AT_ONCE):
        rows.filter(word__in=gone[start : start + AT_ONCE]).delete()
    # In one order everywhere, so that two at the same time wait, not lock.
    new = [Word(language=language, word=word) for word in sorted(wanted - kept)]
    Word.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)


def _wanted(language: str) -> set[str]:
    entries = SearchEntry.objects.filter(language=language)
    synonyms = Synonym.objects.filter(language=language)
    terms = Term.objects.filter(locale__language_code=language)
    said = chain(
        chain.from_iterable(synonyms.values_list("word", "means")),
        chain.from_iterable(term.forms for term in terms),
    )
    wanted = set(chain.from_iterable(map(words.all_in, said)))
    for text in entries.values_list("words", flat=True):
        wanted.update(text.split())
    # Nobody looks for these, so nobody is mistaken for looking for them.
    return set(without(language, sorted(wanted)))


class Known:
    """What of a question stands in the vocabulary; one query for the whole question."""

    def __init__(self, language: str, asked: list[str]) -> None:
        self.asked = asked
        exact = {*asked, *map("".join, zip(asked, asked[1:], strict=False))}
        exact |= {part for word in asked for part in _ends(word)}
        near = Q(word__in=exact)
        for word in asked:
            if len(word) >= PART:
                near |= Q(word__startswith=word) | Q(word__endswith=word)
        rows = Word.objects.filter(near, language=language)
        self.words = frozenset(rows.values_list("word", flat=True))

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def learn(self, more: Iterable[str]) -> None:
        self.words |= frozenset(more)

    def longer(self, word: str) -> list[str]:
        """Compounds with this word at one of their ends: bankpas for pas."""
        if len(word) < PART:
            return []
        return sorted(
            other
            for other in self.words
            if len(other) >= len(word) + 3
            and (other.startswith(word) or other.endswith(word))
        )

    def parts(self, word: str) -> tuple[str, ...]:
        """A compound we do not have, in words we do have; the longest last part wins."""
        for cut in range(PART, len(word) - PART + 1):
            last = word[cut:]
            for link in LINKS if last in self.words else ():
                first = word[:cut].removesuffix(link) if link else word[:cut]
                if len(first) >= PART and first in self.words:
                    return first, last
        return ()


def _ends(word: str) -> Iterable[str]:
    if len(word) < 2 * PART:
        return ()
    cuts = range(PART, len(word) - PART + 1)
    return (part for cut in cuts for part in (word[:cut], word[cut:]))
