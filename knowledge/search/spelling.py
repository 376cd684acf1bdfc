"""Words of ours that share letters with a mistaken one: the database offers, we choose."""

from django.db import connection

from knowledge.search.similarity import nearest

OFFERED = 60
# So many mistakes in one question: the rest is left as it is.
MENDED = 3
# The trigrams of a word include its edges, as pg_trgm counts them.
EDGES = "^^{}$"
POSTGRES = """
    SELECT * FROM (
        SELECT %s AS typed, word FROM knowledge_word WHERE language = %s AND word %% %s
        ORDER BY similarity(word, %s) DESC, word LIMIT %s
    ) AS offered
"""
SQLITE = """
    SELECT * FROM (
        SELECT %s AS typed, word FROM knowledge_word_trigrams
        JOIN knowledge_word ON knowledge_word.id = knowledge_word_trigrams.rowid
        WHERE language = %s AND edged MATCH %s ORDER BY rank LIMIT %s
    ) AS offered
"""


def mend(language: str, mistaken: list[str], *, surely: bool) -> dict[str, str]:
    """Of each word that has one, the word of ours that was probably meant."""
    long_enough = [word for word in mistaken if len(word) > 3][:MENDED]
    offers: dict[str, set[str]] = {word: set() for word in long_enough}
    for typed, word in _offers(language, long_enough):
        offers[typed].add(word)
    found = {
        word: nearest(language, word, offers[word], surely=surely)
        for word in long_enough
    }
    return {word: meant for word, meant in found.items() if meant}


def _offers(language: str, mistaken: list[str]) -> list[tuple[str, str]]:
    if not mistaken:
        return []
    on_postgres = connection.vendor == "postgresql"
    one = POSTGRES if on_postgres else SQLITE
    values: list[str | int] = []
    for word in mistaken:
        asked = [word, word] if on_postgres else [trigrams(word)]
        values += [word, language, *asked, OFFERED]
    sql = " UNION ALL ".join([one] * len(mistaken))
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def trigrams(word: str) -> str:
    """In the language of FTS5; words hold letters and digits, so quotes are safe."""
    edged = EDGES.format(word)
    return " OR ".join(f'"{edged[at : at + 3]}"' for at in range(len(edged) - 2))
