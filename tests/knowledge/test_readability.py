"""An estimate for editors: it advises, and it must never stop anybody from saving."""

import pytest
from django.urls import reverse
from hypothesis import given, strategies as st

from knowledge import readability
from knowledge.editing import spoken
from knowledge.models import ArticlePage, DoorPage, ReadingPage
from tests.properties import tried

EASY = "Je hebt een schuld. Je bent bang. Bel ons. Wij helpen je. Dat kost niets."
HARD = (
    "De strafrechtelijke verantwoordelijkheidstoedeling veronderstelt dat de "
    "desbetreffende gemeentelijke uitvoeringsorganisaties gezamenlijk "
    "ondersteuningsarrangementen ontwikkelen."
)
LANGUAGES = st.sampled_from(["nl", "en", "ar"])
WORDS = st.lists(st.sampled_from(EASY.replace(".", "").split()), min_size=2)


@tried(60)
@given(st.text(), LANGUAGES, st.booleans())
def test_no_text_makes_it_fail(text, language, young):
    found = readability.of(text, language, young=young)
    assert 0 <= found.score <= 100
    assert found.level in {"A2", "B1", "B2", "C1"}


@tried(40)
@given(WORDS, LANGUAGES)
def test_shorter_sentences_are_never_harder(words, language):
    half = len(words) // 2
    cut = f"{' '.join(words[:half])}. {' '.join(words[half:])}."
    assert readability.scored(cut, language) >= readability.scored(
        " ".join(words), language
    )


@tried(40)
@given(st.floats(0, 100), st.floats(0, 100))
def test_a_lower_score_is_never_an_easier_level(one, other):
    low, high = sorted([one, other])
    assert not readability.harder(readability.level(high), readability.level(low))


def test_short_plain_sentences_are_easy_and_long_words_are_not():
    assert readability.of(EASY, "nl").level == "A2"
    assert readability.of(HARD, "nl").level == "C1"
    assert readability.of("You owe them. Call us. We can help.", "en").level == "A2"


def test_the_longest_sentences_are_quoted_and_short_ones_are_not():
    long = " ".join(["woord"] * 16) + "."
    assert readability.of(f"{EASY} {long}", "nl").longest == [long]


def test_words_to_avoid_are_named_and_some_only_for_young_people():
    text = "De dader is crimineel. Het slachtoffer is niet illegaal."
    found = ["crimineel", "dader", "illegaal"]
    assert readability.of(text, "nl").avoided == found
    assert readability.of(text, "nl", young=True).avoided == [*found, "slachtoffer"]
    assert readability.of("The offender", "en").avoided == ["offender"]


def test_what_is_in_blocks_is_read_line_by_line(planted):
    page = ArticlePage.objects.get(slug="pas-en-rekening")
    text = spoken.words(page)
    assert page.heading in text
    assert "<" not in text
    assert "young" not in text


@pytest.mark.parametrize("slug", ["pas-en-rekening", "signalen-op-school", "privacy"])
def test_the_editor_sees_the_estimate_beside_the_text(eva, planted, slug):
    kinds = ReadingPage.__subclasses__()
    page = next(p for kind in kinds for p in kind.objects.filter(slug=slug))
    html = eva.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Geschat niveau" in html
    assert "per zin" in html


def test_our_own_texts_for_young_people_are_not_too_hard(planted):
    doors = DoorPage.objects.filter(audience=DoorPage.Audience.YOUNG)
    pages = [p for d in doors for p in ArticlePage.objects.descendant_of(d)]
    levels = {
        page.slug: readability.of(
            spoken.words(page), page.locale.language_code, young=True
        ).level
        for page in pages
    }
    assert levels
    assert not {slug for slug, level in levels.items() if level in {"B2", "C1"}}
