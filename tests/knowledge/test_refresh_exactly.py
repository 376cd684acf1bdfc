"""After every kind of edit: the copies that are gone are those of which the page has
changed, neither fewer nor more.
"""

import uuid
from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction

from knowledge.editing.second_eyes import reviewed_as_code
from knowledge.models import ArticlePage, PageRefresh, Synonym, Term
from knowledge.starter.plant import NAMESPACE
from tests.knowledge.copies import Copies

KEYS = ["home", "voor-jou", "om-je-heen", "zelftest", "vragen", "onder-druk"]
KEYS += ["situatie", "stoppen", "geld", "terugbetalen", "privacy", "cijfers", "woorden"]


def key(name):
    return uuid.uuid5(NAMESPACE, name)


def page(name, language="nl"):
    found = Page.objects.filter(locale__language_code=language)
    return found.get(translation_key=key(name)).specific


def publish(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    with reviewed_as_code():
        page.save_revision().publish()


def with_other_words(page):
    kind, value = page.body.raw_data[0]["type"], "<p>Heel iets anders.</p>"
    page.body.insert(1, ("text", value))
    assert kind
    publish(page)


def with_a_child(page, **fields):
    child = ArticlePage(title="Nieuw", slug="nieuw", heading="Nieuw", **fields)
    child.locale = page.locale
    page.add_child(instance=child)


def a_draft(page):
    page.heading, page.title, page.slug = "Concept", "Concept", "concept"
    page.save_revision()


def a_term(language="nl", **fields):
    Term.objects.create(locale=Locale.objects.get(language_code=language), **fields)


def explain(word):
    term = Term.objects.get(word=word)
    term.plain = "Anders"
    term.save()


EDITS = {
    "the heading of an article": lambda: publish(page("stoppen"), heading="Anders"),
    "the lead of an article": lambda: publish(page("stoppen"), lead="Anders"),
    "the summary of an article": lambda: publish(page("stoppen"), summary="Anders"),
    "the words of an article": lambda: with_other_words(page("stoppen")),
    "the address of an article": lambda: publish(page("stoppen"), slug="anders"),
    "the words of an English article": lambda: with_other_words(page("stoppen", "en")),
    "the day of its review": lambda: publish(
        page("stoppen"), reviewed_on=date(2026, 1, 2)
    ),
    "the day of the next review": lambda: publish(
        page("stoppen"), review_by=date(2040, 1, 1)
    ),
    "nothing": lambda: publish(page("stoppen")),
    "a draft": lambda: a_draft(page("stoppen")),
    "an article withdrawn": lambda: page("stoppen").unpublish(),
    "an article deleted": lambda: page("stoppen").delete(),
    "an article behind a wall": lambda: PageViewRestriction.objects.create(
        page=page("stoppen").page_ptr, restriction_type="login"
    ),
    "an article moved to another topic": lambda: page("stoppen").move(
        page("geld"), pos="last-child"
    ),
    "the order of articles": lambda: page("stoppen").move(page("situatie"), pos="left"),
    "a new article": lambda: with_a_child(page("geld")),
    "a new article that is a draft": lambda: with_a_child(page("geld"), live=False),
    "the title of a topic": lambda: publish(page("onder-druk"), title="Anders"),
    "the heading of a topic": lambda: publish(page("onder-druk"), heading="Anders"),
    "the address of a topic": lambda: publish(page("onder-druk"), slug="anders"),
    "the note of a door": lambda: publish(page("voor-jou"), note="Anders"),
    "the heading of a door": lambda: publish(page("voor-jou"), heading="Anders"),
    "the title of a door": lambda: publish(page("voor-jou"), title="Anders"),
    "a door out of the menu": lambda: publish(page("voor-jou"), show_in_menus=False),
    "the heading of home": lambda: publish(page("home"), heading="Anders"),
    "the title of a page at the foot": lambda: publish(page("cijfers"), title="Anders"),
    "words at the foot": lambda: with_other_words(page("privacy")),
    "a page at the foot withdrawn": lambda: page("cijfers").unpublish(),
    "a word explained": lambda: explain("katvanger"),
    "a word nobody uses": lambda: a_term(word="onbestaanbaar", plain="Niets"),
    "a word that many use": lambda: a_term(word="situatie", plain="Hoe het is"),
    "an English word": lambda: a_term("en", word="pressure", plain="Being pushed"),
    "what people type": lambda: Synonym.objects.create(
        language="nl", word="iets", means="anders"
    ),
}


# What an editor changed stands on the page itself or in its text, only not in sight: a
# copy more is made than needed, of these and no others.
OUT_OF_SIGHT = {
    # Their place in the tree is in what they, and who chose them, ask.
    "the order of articles": {"situatie", "stoppen", "zelftest", "terugbetalen"},
    "the note of a door": {"voor-jou"},
    "a word that many use": {"zelftest", "vragen"},
    "an English word": {"zelftest", "stoppen"},
}


@pytest.fixture(scope="module")
def copies(garden, django_db_blocker):
    from django.conf import settings
    from django.test import Client

    with django_db_blocker.unblock():
        PageRefresh.objects.create(tables=[])
        pages = Page.objects.filter(translation_key__in=map(key, KEYS))
        paths = [page.get_url() for page in pages] + [reverse("knowledge:search")]
        host = settings.SITE_ORIGIN.removeprefix("http://")
        yield Copies(Client(SERVER_NAME=host), paths)


# What is asked anew on PostgreSQL too: one edit of each way to write.
EVERYWHERE = {
    *("the heading of an article", "an article withdrawn", "an article deleted"),
    *("an article behind a wall", "an article moved to another topic"),
    *("the order of articles", "a new article", "a word explained"),
}


def edits():
    for what in EDITS:
        marks = () if what in EVERYWHERE else pytest.mark.one_database
        yield pytest.param(what, marks=marks)


@pytest.mark.parametrize("what", list(edits()))
def test_exactly_the_changed_pages_are_made_anew(what, copies, planted):
    store, news = copies.fresh()
    before = store.paths()
    assert len(before) == 2 * len(KEYS) + 1
    EDITS[what]()
    news.look()
    changed = copies.changed()
    gone = before - store.paths()
    assert changed <= gone
    assert gone - changed <= {
        page(name, language).get_url()
        for name in OUT_OF_SIGHT.get(what, ())
        for language in ("nl", "en")
    }
