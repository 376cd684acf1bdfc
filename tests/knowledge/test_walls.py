"""A page that not everybody may read shows nothing of itself on other pages."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from knowledge.models import ArticlePage, HomePage


@pytest.fixture
def pair(planted):
    hidden, shown = ArticlePage.objects.filter(locale=planted.locale)[:2]
    link = f'<p><a linktype="page" id="{hidden.pk}">verder</a></p>'
    shown.body = json.dumps(
        [{"type": "text", "value": link}, {"type": "related", "value": [hidden.pk]}]
    )
    shown.save_revision()
    shown.save()
    return hidden, shown


def read(reader, page):
    return reader.get(page.get_url()).content.decode()


def test_what_everybody_may_read_is_linked(pair, reader):
    hidden, shown = pair
    assert read(reader, shown).count(f'href="{hidden.get_url()}"') == 2


def test_a_wall_takes_card_and_address_away(pair, reader):
    hidden, shown = pair
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    html = read(reader, shown)
    assert hidden.get_url() not in html
    assert hidden.summary not in html


@pytest.fixture
def twins(planted):
    """A page in both languages, and an English one that leads to it."""
    english = Locale.objects.get(language_code="en")
    dutch, named = ArticlePage.objects.filter(locale=planted.locale)[:2]
    return dutch, dutch.get_translation(english), named.get_translation(english)


def lead(page, to):
    link = f'<p><a linktype="page" id="{to.pk}">verder</a></p>'
    page.body = json.dumps(
        [{"type": "text", "value": link}, {"type": "related", "value": [to.pk]}]
    )


def test_a_wall_in_the_readers_language_hides_the_translation_only(twins, reader):
    dutch, hidden, shown = twins
    lead(shown, dutch)
    # Past the rules of editing, as a text from before they held.
    ArticlePage.objects.filter(pk=shown.pk).update(body=shown.body)
    assert hidden.get_url() in read(reader, shown), "the premise"
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    html = read(reader, shown)
    assert hidden.get_url() not in html
    assert dutch.get_url() in html


def test_no_page_is_led_on_to_a_translation_behind_a_wall(twins, reader):
    dutch, hidden, shown = twins
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    lead(shown, dutch)
    shown.save()
    assert f'id="{dutch.pk}"' in str(shown.body.get_prep_value())
    assert hidden.get_url() not in read(reader, shown)
    PageViewRestriction.objects.all().delete()
    lead(shown, dutch)
    shown.save()
    assert f'id="{hidden.pk}"' in str(shown.body.get_prep_value())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_home_page_does_not_show_what_stands_behind_a_wall(
    planted, reader, language
):
    home = HomePage.objects.get(locale__language_code=language)
    hidden = home.signs_page
    assert f'class="button" href="{hidden.get_url()}"' in read(reader, home)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert hidden.get_url() not in read(reader, home)


def test_no_wall_has_a_password_to_share(planted, eva):
    page = ArticlePage.objects.get(slug="signalen-op-school")
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    words = {"restriction_type": "password", "password": "samen", "groups": []}
    assert eva.post(url, words).context["form"].errors["restriction_type"]
    assert not PageViewRestriction.objects.exists()
    # The premise: an editor may put up another wall here.
    eva.post(url, {"restriction_type": "login"})
    assert PageViewRestriction.objects.get().page_id == page.pk


def test_a_draft_keeps_its_address_to_itself(pair, reader):
    hidden, shown = pair
    hidden.unpublish()
    assert hidden.get_url() not in read(reader, shown)
