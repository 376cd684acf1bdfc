from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from knowledge.editing.second_eyes import reviewed_as_code
from knowledge.models import ArticlePage, SearchEntry, Term, TopicPage, Word
from knowledge.search import follow
from tests.knowledge.searching import asked, slugs

WORD = "zonnebloemolie"
SLUG = "pas-en-rekening"


@pytest.fixture
def article(planted):
    return ArticlePage.objects.get(slug=SLUG)


def publish(page, **changed):
    for name, value in changed.items():
        setattr(page, name, value)
    with reviewed_as_code():
        page.save_revision().publish()


def known(word=WORD):
    return Word.objects.filter(word=word).exists()


def test_a_published_change_is_found(reader, article):
    assert slugs(reader, WORD) == []
    publish(article, heading=f"Over {WORD}")
    assert slugs(reader, WORD) == [SLUG]


def test_a_changed_page_is_no_longer_found_by_its_old_words(reader, article):
    publish(article, heading=f"Over {WORD}")
    publish(article, heading="Over iets anders")
    assert slugs(reader, WORD) == []
    assert not known()


def test_a_draft_is_not_found(reader, article):
    article.heading = f"Over {WORD}"
    article.save_revision()
    assert slugs(reader, WORD) == []
    assert not known()
    # A save of the page around a draft, as Wagtail does it.
    Page.objects.get(pk=article.pk).save()
    assert not known()


def test_a_new_draft_is_not_found(reader, article):
    draft = ArticlePage(title="x", heading=WORD, live=False, locale=article.locale)
    article.get_parent().add_child(instance=draft)
    draft.save_revision()
    assert slugs(reader, WORD) == []
    assert not known()


def test_an_unpublished_page_is_gone_and_so_are_its_words(reader, article):
    publish(article, heading=f"Over {WORD}")
    assert known()
    Page.objects.get(pk=article.pk).unpublish()
    assert slugs(reader, WORD) == []
    assert asked(reader, WORD[:-1])["meant"] == ""
    assert not known()


def test_a_deleted_page_is_gone_and_so_are_its_words(reader, article):
    publish(article, heading=f"Over {WORD}")
    article.delete()
    assert slugs(reader, WORD) == []
    assert not known()


def test_with_a_branch_all_its_pages_are_gone(reader, article):
    publish(article, heading=f"Over {WORD}")
    article.get_parent().delete()
    assert not SearchEntry.objects.filter(page__slug=SLUG).exists()
    assert not known()


def test_a_page_behind_a_wall_is_not_found_and_its_words_are_not_offered(
    reader, article
):
    publish(article, heading=f"Over {WORD}")
    wall = PageViewRestriction.objects.create(
        page=article.get_parent(), restriction_type="login"
    )
    assert slugs(reader, WORD) == []
    assert not known()
    wall.delete()
    assert slugs(reader, WORD) == [SLUG]


def test_a_page_moved_behind_a_wall_is_not_found(reader, article):
    publish(article, heading=f"Over {WORD}")
    walled = TopicPage.objects.exclude(pk=article.get_parent().pk).first()
    PageViewRestriction.objects.create(page=walled, restriction_type="login")
    article.move(walled, pos="last-child")
    assert slugs(reader, WORD) == []
    assert not known()


def test_a_moved_page_is_found_at_its_new_address(reader, article):
    there = TopicPage.objects.get(slug="klusjes")
    article.move(there, pos="last-child")
    assert asked(reader, "pinpas")["results"][0]["url"].endswith(f"/klusjes/{SLUG}/")


def test_an_index_that_is_behind_still_shows_nobody_a_hidden_page(reader, article):
    Page.objects.filter(pk=article.pk).update(live=False)
    assert SearchEntry.objects.filter(page=article).exists()
    assert SLUG not in slugs(reader, "pinpas")


def test_a_word_of_the_glossary_is_known_as_long_as_it_stands_there(reader, planted):
    term = Term.objects.create(
        locale=planted.locale, word=WORD, also="zonnebloemolietje", plain="Olie."
    )
    assert asked(reader, "zonnebloemolietjes")["results"][0]["title"] == WORD
    term.delete()
    assert asked(reader, WORD)["results"] == []


def test_rebuilding_gives_what_following_gave(planted):
    before = sorted(SearchEntry.objects.values_list("pk", "words"))
    words = set(Word.objects.values_list("language", "word"))
    call_command("search_index", stdout=StringIO())
    assert sorted(SearchEntry.objects.values_list("pk", "words")) == before
    assert set(Word.objects.values_list("language", "word")) == words


def test_pages_that_were_there_before_search_was_are_found(reader, planted):
    SearchEntry.objects.all().delete()
    assert slugs(reader, "pinpas") == []
    follow.fill()
    assert slugs(reader, "pinpas")[0] == SLUG
