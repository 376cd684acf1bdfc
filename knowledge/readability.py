"""How hard a text is to read: an estimate that advises and never decides.

Dutch: Flesch–Douma, 206.84 − 0.77 × syllables per 100 words − 0.93 × words per sentence
(W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960). English: Flesch
Reading Ease, 206.835 − 84.6 × syllables per word − 1.015 × words per sentence
(R. Flesch, A new readability yardstick, 1948). Syllables are counted from hyphenation
patterns (Dutch) and groups of vowels (English), so both are rough. Neither formula was
made for A2 to C1: where those begin is our own choice, and only an estimate.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

import pyphen

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
VOWELS = re.compile(r"[aeiouyàâäéèêëïîôöûüù]+", re.IGNORECASE)
# The lowest score that still is of this level.
LEVELS = (("A2", 80.0), ("B1", 65.0), ("B2", 50.0))
HARDEST = "C1"
LONG = 15
SHOWN = 3
AVOIDED = {
    "nl": r"crimine(?:el|le|len)|daders?|loverboys?|prostituees?|illega(?:al|le|len)"
    r"|lvb|dossiers?|cases?",
    "en": r"criminals?|offenders?|perpetrators?|lover ?boys?|prostitutes?|illegals?"
    r"|case files?",
}
FOR_THE_YOUNG = {"nl": r"slachtoffers?", "en": r"victims?"}
IMPERSONAL = {
    "nl": r"men|worden|wordt|werd|werden",
    "en": r"one|(?:is|are|was|were) \w+ed",
}


@dataclass(frozen=True)
class Readability:
    words: int
    score: float
    level: str
    words_a_sentence: float
    longest: list[str]
    avoided: list[str]
    impersonal: int


def of(text: str, language: str, *, young: bool = False) -> Readability:
    spoken = sentences(text)
    counts = [len(WORD.findall(sentence)) for sentence in spoken]
    score = scored(text, language)
    by_length = sorted(zip(counts, spoken, strict=True), reverse=True)
    return Readability(
        words=sum(counts),
        score=score,
        level=level(score),
        words_a_sentence=sum(counts) / len(counts) if counts else 0.0,
        longest=[said for count, said in by_length[:SHOWN] if count > LONG],
        avoided=avoided(text, language, young=young),
        impersonal=len(_found(IMPERSONAL.get(language, "(?!)"), text)),
    )


def sentences(text: str) -> list[str]:
    parts = (" ".join(part.split()) for part in END.split(text))
    return [part for part in parts if WORD.search(part)]


def scored(text: str, language: str) -> float:
    """From 0, which nobody reads with pleasure, to 100."""
    said = WORD.findall(text)
    if not said:
        return 100.0
    length = len(said) / max(1, len(sentences(text)))
    heard = sum(syllables(word, language) for word in said) / len(said)
    if language == "nl":
        score = 206.84 - 77 * heard - 0.93 * length
    else:
        score = 206.835 - 84.6 * heard - 1.015 * length
    return min(100.0, max(0.0, score))


def level(score: float) -> str:
    return next((name for name, least in LEVELS if score >= least), HARDEST)


def harder(one: str, other: str) -> bool:
    order = [name for name, _ in LEVELS] + [HARDEST]
    return order.index(one) > order.index(other)


@cache
def _patterns() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=1, right=1)


def syllables(word: str, language: str) -> int:
    if language == "nl":
        return len(_patterns().positions(word.lower())) + 1
    groups = len(VOWELS.findall(word))
    silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(1, groups - int(silent and groups > 1))


def avoided(text: str, language: str, *, young: bool) -> list[str]:
    patterns = [AVOIDED.get(language)] + [FOR_THE_YOUNG.get(language)] * young
    found = chain.from_iterable(_found(p, text) for p in patterns if p)
    return sorted({word.lower() for word in found})


def _found(pattern: str, text: str) -> list[str]:
    return re.findall(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
