import logging

import pytest
from django.core.cache import cache
from django.db import connection

from knowledge.models import SearchMiss, Synonym
from knowledge.models.counted import monday
from knowledge.search import stems
from tests.knowledge.searching import ADDRESSES, HEADERS, asked

pytestmark = pytest.mark.usefixtures("planted")

NAME = "qorvaxine"


def rows_with(word):
    """The tables in which the word stands, in whatever column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(word in str(value) for row in cursor.fetchall() for value in row):
                found.append(table)
    return found


def kept_in_cache():
    return str(getattr(cache, "_cache", {}))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_word_that_was_typed_is_nowhere(reader, caplog, capfd, language, accept):
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    address = ADDRESSES[language]
    for words in [NAME, f"pinpas {NAME}", f"{NAME} {NAME}s"]:
        told = reader.post(address, {"q": words}, headers=HEADERS | {"accept": accept})
        assert told.status_code == 200
        assert NAME not in str(told.headers)
        assert not told.cookies
    assert NAME not in caplog.text
    assert NAME not in "".join(capfd.readouterr())
    assert NAME not in kept_in_cache()
    assert NAME not in told.request["PATH_INFO"]


def test_a_word_that_was_typed_is_not_remembered_by_the_process(reader):
    asked(reader, "pinpas")
    before = stems.own_keys.cache_info().currsize
    asked(reader, f"pinpas {NAME} {NAME}huis")
    assert stems.own_keys.cache_info().currsize == before


@pytest.mark.parametrize("words", [NAME, f"pinpas {NAME}", f"telegram {NAME}"])
def test_a_word_that_was_typed_is_in_no_row(reader, words):
    assert rows_with("uitgeleend"), "the search itself works"
    asked(reader, words)
    assert rows_with(NAME) == []


def test_only_our_own_words_are_counted_when_nothing_is_found(reader):
    Synonym.objects.create(language="nl", word="wiebertje", means="zoethout")
    for _ in range(3):
        assert asked(reader, f"wiebertje {NAME}")["results"] == []
    miss = SearchMiss.objects.get()
    assert (miss.word, miss.language, miss.count) == ("wiebertje", "nl", 3)
    assert miss.week == monday()


def test_what_is_found_is_not_counted(reader):
    for words in ["pinpas", "polietie", "katvanger", NAME, ""]:
        asked(reader, words)
    assert not SearchMiss.objects.exists()
