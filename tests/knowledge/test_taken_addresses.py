"""No page is put where the site itself answers: nobody would ever read it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from knowledge.models import HomePage, PlainPage

TAKEN = "Op dit adres staat iets van de site zelf"
DUTCH = ["zoeken", "status", "staff", "cms", "en", "health", "uploads"]
ENGLISH = ["search", "status", "staff"]
FREE = [("nl", "search"), ("nl", "woningen"), ("en", "zoeken"), ("en", "cms")]


def form(slug):
    body = streamfield([("text", rich_text("<p>Een zin.</p>"))])
    blocks = nested_form_data({"body": body, "sources": streamfield([])})
    return blocks | {
        "title": "Iets nieuws",
        "slug": slug,
        "heading": "Iets nieuws",
        "summary": "",
        "reviewed_on": "",
        "review_by": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }


def home(language):
    return HomePage.objects.get(locale__language_code=language)


def add(eva, language, slug):
    args = ("knowledge", "plainpage", home(language).pk)
    return eva.post(reverse("wagtailadmin_pages:add", args=args), form(slug))


@pytest.mark.parametrize(
    ("language", "slug"),
    [*(("nl", slug) for slug in DUTCH), *(("en", slug) for slug in ENGLISH)],
)
def test_a_new_page_does_not_take_an_address_of_the_site(eva, planted, language, slug):
    assert TAKEN in add(eva, language, slug).content.decode()
    assert not Page.objects.filter(slug=slug, depth=3).exists()


@pytest.mark.parametrize(("language", "slug"), FREE)
def test_any_other_address_is_free_and_reached(eva, planted, reader, language, slug):
    assert add(eva, language, slug).status_code == 302
    page = Page.objects.get(slug=slug, depth=3)
    Page.objects.filter(pk=page.pk).update(live=True)
    answer = reader.get(page.get_url())
    assert answer.status_code == 200
    assert "Iets nieuws" in answer.content.decode()


def test_neither_an_edit_nor_a_copy_takes_one(eva, planted):
    page = PlainPage.objects.filter(locale=planted.locale).first()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert TAKEN in eva.post(edit, form("zoeken")).content.decode()
    copied = {"new_title": "X", "new_slug": "zoeken", "new_parent_page": planted.pk}
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert TAKEN in eva.post(copy, copied).content.decode()
    assert not Page.objects.filter(slug="zoeken").exists()


@pytest.mark.parametrize(("language", "slug"), [("nl", "zoeken"), ("en", "search")])
def test_no_other_way_of_saving_takes_one(planted, language, slug):
    locale = Locale.objects.get(language_code=language)
    page = PlainPage.objects.filter(locale=locale).first()
    page.slug = slug
    with pytest.raises(ValidationError, match=TAKEN):
        page.save()
