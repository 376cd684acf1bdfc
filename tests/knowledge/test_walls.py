"""A page that not everybody may read shows nothing of itself on other pages."""

import json

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from knowledge.models import ArticlePage


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
