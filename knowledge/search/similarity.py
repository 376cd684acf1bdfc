"""How much one word looks and sounds like another; the same on every database."""

import re

# As heard: who writes by ear confuses these.
SOUNDS = {
    "nl": [
        ("sch", "sg"),
        ("sj", "g"),
        ("ch", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("ij", "ei"),
        ("y", "i"),
        ("ou", "au"),
        ("ie", "i"),
        ("oe", "u"),
        ("ks", "x"),
        ("qu", "kw"),
        ("dt", "t"),
        ("c", "k"),
        ("z", "s"),
        ("v", "f"),
    ],
    "en": [
        ("ph", "f"),
        ("ck", "k"),
        ("igh", "i"),
        ("gh", ""),
        ("wh", "w"),
        ("kn", "n"),
        ("ie", "i"),
        ("ei", "i"),
        ("ea", "e"),
        ("ee", "i"),
        ("y", "i"),
        ("z", "s"),
        ("c", "k"),
    ],
}
# A letter is forgotten more easily than mistaken.
MISSING, TOO_MANY, SWAPPED = 0.8, 0.9, 0.9
# The first letter is seldom wrong.
FIRST = 0.5
# At most this far from a word that stands beside others that were found.
SURE = 1.2
TWICE = re.compile(r"(.)\1+")
LAST_D = re.compile(r"d$")


def sound(language: str, word: str) -> str:
    for written, heard in SOUNDS.get(language, ()):
        word = word.replace(written, heard)
    return LAST_D.sub("t", TWICE.sub(r"\1", word))


def edits(typed: str, known: str) -> float:
    """Letters to add, drop, change or swap with the next to make one the other."""
    before: list[float] = []
    above = [column * MISSING for column in range(len(known) + 1)]
    for row, letter in enumerate(typed, start=1):
        here = [row * TOO_MANY]
        for column, wanted in enumerate(known, start=1):
            price = min(
                here[-1] + MISSING,
                above[column] + TOO_MANY,
                above[column - 1] + (letter != wanted),
            )
            swapped = known[column - 2 : column] == letter + typed[row - 2 : row - 1]
            if row > 1 < column and swapped:
                price = min(price, before[column - 2] + SWAPPED)
            here.append(price)
        before, above = above, here
    return above[-1]


def cost(language: str, typed: str, known: str) -> float:
    heard = edits(sound(language, typed), sound(language, known)) + 0.5
    return min(edits(typed, known), heard)


def allowed(word: str) -> float:
    """Short words are near to many others by chance."""
    if len(word) < 4:
        return 0
    return 1.5 if len(word) < 8 else 2 if len(word) < 12 else 3


def nearest(
    language: str, typed: str, candidates: set[str], *, surely: bool = False
) -> str | None:
    """The word that was probably meant, or nothing when none is near enough."""
    most = min(allowed(typed), SURE) if surely else allowed(typed)
    ranked = sorted(
        (cost(language, typed, word) + FIRST * (word[:1] != typed[:1]), word)
        for word in candidates
        if abs(len(word) - len(typed)) <= most
    )
    return ranked[0][1] if ranked and ranked[0][0] <= most else None
