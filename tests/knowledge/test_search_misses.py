from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from knowledge.models import SearchMiss, Synonym, counted
from tests.knowledge.searching import asked

pytestmark = pytest.mark.usefixtures("planted")

STREET = "wiebertje"


@pytest.fixture
def leads_nowhere():
    for language in ["nl", "en"]:
        Synonym.objects.create(language=language, word=STREET, means="zoethoutje")


def missed():
    rows = SearchMiss.objects.order_by("week", "language")
    return [(row.week, row.language, row.word, row.count) for row in rows]


def test_each_week_and_language_has_a_count_of_its_own(
    reader, leads_nowhere, monkeypatch
):
    first, second = date(2026, 11, 23), date(2026, 11, 30)
    monkeypatch.setattr(counted, "localdate", lambda: date(2026, 11, 29))
    asked(reader, STREET)
    asked(reader, STREET)
    asked(reader, STREET, "en")
    monkeypatch.setattr(counted, "localdate", lambda: second)
    asked(reader, STREET)
    assert missed() == [
        (first, "en", STREET, 1),
        (first, "nl", STREET, 2),
        (second, "nl", STREET, 1),
    ]


def test_a_word_of_ours_is_counted_as_we_write_it(reader, leads_nowhere):
    asked(reader, STREET.upper())
    assert [word for _, _, word, _ in missed()] == [STREET]


def test_a_word_beside_others_that_are_found_is_counted_too(reader, leads_nowhere):
    assert asked(reader, f"{STREET} pinpas")["results"]
    assert [word for _, _, word, _ in missed()] == [STREET]


def test_an_editor_sees_and_takes_along_which_words_lead_nowhere(
    reader, eva, leads_nowhere
):
    asked(reader, STREET)
    with override("nl"):
        address = reverse("search_misses")
    assert STREET in eva.get(address).content.decode()
    sheet = eva.get(address, {"export": "csv"})
    assert STREET in b"".join(sheet.streaming_content).decode()
    with override("nl"):
        assert address in eva.get("/cms/").content.decode()


def test_a_stranger_does_not(reader):
    assert reader.get(reverse("search_misses")).status_code == 302
