"""A change and the word of it are one: both are there, or neither."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from wagtail.models import Page, Site

from knowledge import refresh
from knowledge.made_of import Answer, Asked, Recipe
from knowledge.models import PageRefresh, Term
from platform_site.page_cache.entry import made
from platform_site.page_cache.news import News
from platform_site.page_cache.store import Store

pytestmark = pytest.mark.django_db

QUESTION = Asked('SELECT "plain" FROM "knowledge_term" ORDER BY "id"', ())


@pytest.fixture
def word():
    from wagtail.models import Locale

    return Term.objects.create(locale=Locale.get_default(), word="a", plain="b")


@pytest.fixture
def news(word):
    return News(Store())


def put(news, *, tables=frozenset({"knowledge_term"}), answer=None):
    recipe = Recipe()
    recipe.kept = True
    recipe.answers[QUESTION] = Answer(answer or QUESTION.answer(), tables)
    entry = made([], b"page")
    return news.store.put("/", entry, recipe, begun=news.store.turn)


def test_a_change_is_heard_of_by_a_process_that_looks(news, word):
    news.look()
    assert put(news)
    word.plain = "c"
    word.save()
    assert news.store.paths() == {"/"}
    news.look()
    assert not news.store.paths()


def test_a_change_that_changes_nothing_leaves_the_copy(news, word):
    news.look()
    put(news)
    word.save()
    news.look()
    assert news.store.paths() == {"/"}


def test_a_change_that_was_undone_was_never_told(news, word):
    before = PageRefresh.objects.count()
    with transaction.atomic():
        word.save()
        assert PageRefresh.objects.count() > before
        transaction.set_rollback(True)
    assert PageRefresh.objects.count() == before


def test_a_draft_tells_nobody(word):
    home = Page.objects.first()
    before = PageRefresh.objects.count()
    home.draft_title = "x"
    home.save(update_fields=["draft_title"])
    assert PageRefresh.objects.count() == before


def test_who_was_away_for_too_long_begins_empty(news, word):
    news.look()
    put(news)
    PageRefresh.objects.all().delete()
    PageRefresh.objects.create(tables=["knowledge_synonym"])
    news.look()
    assert not news.store.paths()


def test_a_new_language_or_site_empties_everything(news):
    news.look()
    put(news)
    Site.objects.first().save()
    news.look()
    assert not news.store.paths()


def test_old_rows_go_but_never_the_newest(word):
    word.save()
    newest = PageRefresh.objects.last()
    PageRefresh.objects.update(at=timezone.now() - 2 * refresh.KEPT_FOR)
    refresh.run_due()
    assert list(PageRefresh.objects.all()) == [newest]
    word.save()
    PageRefresh.objects.filter(pk=newest.pk).update(
        at=timezone.now() - refresh.KEPT_FOR + timedelta(hours=1)
    )
    refresh.run_due()
    assert PageRefresh.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_later_change_cannot_be_read_before_an_earlier_one(word):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    second_done = Event()

    def change_too():
        word.save()
        second_done.set()
        connections.close_all()

    with transaction.atomic():
        refresh.changed(Term)
        first = PageRefresh.objects.last().pk
        other = Thread(target=change_too)
        other.start()
        assert not second_done.wait(0.5)
    other.join()
    assert PageRefresh.objects.last().pk > first


def test_the_process_itself_looks_as_soon_as_the_change_stands(
    news, word, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(refresh, "_listeners", [news.look])
    news.look()
    put(news)
    word.plain = "c"
    with django_capture_on_commit_callbacks() as looks:
        word.save()
    assert news.store.paths() == {"/"}
    for look in looks:
        look()
    assert not news.store.paths()
