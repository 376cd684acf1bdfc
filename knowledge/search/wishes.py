"""What somebody is looking for: each wish with all the ways our texts may say it."""

from dataclasses import dataclass

from knowledge.models import Synonym, Term
from knowledge.search import stems, words
from knowledge.search.stop_words import without
from knowledge.search.vocabulary import Known

# What a way that is not the typed one is worth.
SAME, PARTS, LONGER = 0.9, 0.6, 0.3
Phrase = tuple[str, ...]
Keys = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Way:
    """A page says it this way when it has all these words."""

    words: Phrase
    worth: float = 1.0


@dataclass(frozen=True)
class Wish:
    typed: Phrase
    ways: tuple[Way, ...]
    terms: tuple[Term, ...] = ()


class Meanings:
    """What the synonyms and the glossary say that a word or phrase also is."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.said: list[tuple[Keys, tuple[Phrase, ...], Term | None]] = []
        synonyms = Synonym.objects.filter(language=language)
        for word, means in synonyms.values_list("word", "means"):
            self._say(self._phrase(word), (self._phrase(means),), None)
        for term in Term.objects.filter(locale__language_code=language):
            forms = tuple(map(self._phrase, term.forms))
            for form in forms:
                self._say(form, forms, term)

    def of(self, asked: Phrase) -> tuple[tuple[Way, ...], tuple[Term, ...]]:
        keys = self._keys(asked)
        same = [row for row in self.said if _match(row[0], keys)]
        others = dict.fromkeys(way for _, ways, _ in same for way in ways if way)
        terms = dict.fromkeys(term for _, _, term in same if term)
        ways = tuple(Way(other, SAME) for other in others if other != asked)
        return ways, tuple(terms)

    def longest(self, asked: list[str]) -> int:
        """How many words from the first on are one phrase; 1 when they are none."""
        keys = self._keys(tuple(asked))
        lengths = [
            len(phrase)
            for phrase, _, _ in self.said
            if len(phrase) > 1 and _match(phrase, keys[: len(phrase)])
        ]
        return max(lengths, default=1)

    def _say(self, form: Phrase, ways: tuple[Phrase, ...], term: Term | None) -> None:
        keys = tuple(stems.own_keys(self.language, word) for word in form)
        self.said.append((keys, ways, term))

    def _keys(self, asked: Phrase) -> Keys:
        return tuple(stems.keys(self.language, word) for word in asked)

    def _phrase(self, text: str) -> Phrase:
        split = words.split(text)
        return tuple(without(self.language, split) or split)


def _match(phrase: Keys, asked: Keys) -> bool:
    return len(phrase) == len(asked) and all(
        one & other for one, other in zip(phrase, asked, strict=True)
    )


def wishes(asked: list[str], known: Known, meanings: Meanings) -> list[Wish]:
    found = []
    while asked:
        length = meanings.longest(asked)
        if length == 1 and len(asked) > 1 and "".join(asked[:2]) in known:
            wish = _apart(asked[0], asked[1], known, meanings)
        elif length == 1:
            wish = _one(asked[0], known, meanings)
        else:
            phrase = tuple(asked[:length])
            ways, terms = meanings.of(phrase)
            wish = Wish(phrase, (Way(phrase), *ways), terms)
        found.append(wish)
        asked = asked[len(wish.typed) :]
    return found


def _one(word: str, known: Known, meanings: Meanings) -> Wish:
    ways, terms = meanings.of((word,))
    longer = tuple(Way((other,), LONGER) for other in known.longer(word))
    parts = known.parts(word)
    return Wish(
        (word,),
        (Way((word,)), *ways, *longer, *((Way(parts, PARTS),) if parts else ())),
        terms,
    )


def _apart(first: str, second: str, known: Known, meanings: Meanings) -> Wish:
    """Typed as two words what we write as one."""
    whole = _one(first + second, known, meanings)
    apart = Way((first, second), PARTS)
    return Wish((first, second), (*whole.ways, apart), whole.terms)
