"""Hard words are explained in place: once, and without changing what was written."""

import json
import re
from html import escape, unescape
from types import SimpleNamespace

import pytest
from hypothesis import given, strategies as st

from knowledge.models import ArticlePage, Term
from knowledge.terms import Explainer
from tests.properties import tried

ADDED = re.compile(r'<span id="uitleg-[^"]*" class="term__plain" popover>.*?</span>')
MARK = re.compile(r"<[^>]*>")


def term(word, *also):
    return SimpleNamespace(
        word=word, forms=[word, *also], anchor=word.replace(" ", "-"), plain="Uitleg."
    )


def explain(html, *terms):
    return str(Explainer(terms).explain(html))


def explained(html):
    return re.findall(r'<button class="term"[^>]*>([^<]*)</button>', html)


def text(html):
    return unescape(MARK.sub("", ADDED.sub("", html)))


TIP = term("tip", "tips")


def test_the_first_of_a_word_is_explained_and_the_next_are_not():
    html = explain("<p>Een tip is een tip. En tips.</p>", TIP)
    assert explained(html) == ["tip"]
    assert html.startswith("<p>Een <button")


def test_a_page_explains_a_word_once_over_all_its_texts():
    one = Explainer([TIP])
    assert explained(one.explain("<p>tip</p>")) == ["tip"]
    assert explained(one.explain("<p>tip</p>")) == []


def test_words_are_whole_and_keep_their_capitals():
    assert explained(explain("<p>Tipgever, tip-lijn, Tips!</p>", TIP)) == ["Tips"]


def test_the_longer_of_two_words_wins():
    both = [TIP, term("tip geven")]
    assert explained(explain("<p>een tip geven</p>", *both)) == ["tip geven"]


def test_links_and_headings_are_left_alone():
    html = '<h3>tip</h3><a href="/tip/">tip</a><p title="tip">geen</p>'
    assert explain(html, TIP) == html


def test_a_word_in_an_entity_is_not_a_word():
    assert (
        explain("<p>&amp; &#39;</p>", term("amp"), term("39")) == "<p>&amp; &#39;</p>"
    )


APOSTROPHES = ["'", "’", "‘", "&#x27;", "&#39;", "&apos;", "&rsquo;", "&#8217;"]


@pytest.mark.parametrize("stored", APOSTROPHES)
@pytest.mark.parametrize("typed", ["'", "’"])
def test_an_apostrophe_is_the_same_however_it_is_written(typed, stored):
    html = f"<p>Een Zzp{stored}er en een zzp{stored}er.</p>"
    assert explained(explain(html, term(f"zzp{typed}er"))) == [f"Zzp{stored}er"]
    assert text(explain(html, term(f"zzp{typed}er"))) == text(html)


def test_a_word_with_an_apostrophe_is_whole_too():
    assert explained(explain("<p>zzp'ers, dezzp'er</p>", term("zzp'er"))) == []


def test_quotes_and_ampersands_are_found_as_they_are_stored():
    both = [term('"wit" geld'), term("tip & hulp")]
    html = '<p>&quot;wit&quot; geld, "wit" geld, tip &amp; hulp</p>'
    assert explained(explain(html, *both)) == ["&quot;wit&quot; geld", "tip &amp; hulp"]


@pytest.mark.parametrize("stored", ["zzp'er", "zzp’er", "zzp&#x27;er"])
def test_it_is_explained_on_a_page_as_well(planted, reader, stored):
    Term.objects.create(locale=planted.locale, word="zzp'er", plain="Werkt voor zich.")
    page = ArticlePage.objects.get(slug="signalen-op-school")
    page.body = json.dumps([{"type": "text", "value": f"<p>Een {stored}.</p>"}])
    page.save()
    assert "Werkt voor zich." in reader.get(page.url).content.decode()


def test_the_button_opens_its_own_explanation():
    html = explain("<p>tip</p>", TIP)
    assert 'popovertarget="uitleg-tip"' in html
    assert 'id="uitleg-tip"' in html


def test_nothing_to_explain_leaves_everything_as_it_was():
    assert explain("<p>tip</p>") == "<p>tip</p>"


WORDS = [
    "zzp'er",
    '"wit" geld',
    "tip",
    "tips",
    "Halt",
    "halt en tip",
    "tip & hulp",
    "é",
    "stap-voor-stap",
]
PIECES = st.one_of(
    st.sampled_from([*WORDS, "<b>", "</b>", '<a href="x>y">', "</a>", "<br>"]),
    st.text("tip Halt&<>\"'#;é-1", max_size=12).map(escape),
)


@tried(200)
@given(
    pieces=st.lists(PIECES, max_size=12),
    words=st.lists(st.sampled_from(WORDS), unique=True, max_size=4),
)
def test_what_was_written_is_unchanged(pieces, words):
    html = " ".join(pieces)
    shown = explain(html, *(term(word) for word in words))
    taken_out = re.sub(r"</?button[^>]*>", "", ADDED.sub("", shown))
    assert taken_out == html
    assert len(explained(shown)) <= len(words)


@pytest.mark.usefixtures("planted")
def test_a_planted_page_explains_its_words(reader):
    html = reader.get("/voor-mezelf/geld/pas-en-rekening/").content.decode()
    found = explained(html)
    assert "geldezel" in found
    assert len(found) == len({word.lower() for word in found})
