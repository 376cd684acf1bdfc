"""A page says itself that it is about the law, wherever it stands."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from knowledge.editing import second_eyes
from knowledge.models import ArticlePage, ChecklistPage, QuestionsPage, TopicPage
from tests.knowledge.editors import log_in
from tests.knowledge.test_second_eyes_holes import copy
from tests.knowledge.test_second_eyes_marks import refuses_to_publish, take_offline
from tests.knowledge.test_workflow import (  # noqa: F401
    add,
    approve,
    article,
    edit,
    rik,
    written,
)

LEGAL = {"legal": "on"}


@pytest.fixture
def free(planted):
    """Where an editor publishes alone."""
    return TopicPage.objects.get(slug="herkennen")


@pytest.fixture
def legal(eva, rik, free):  # noqa: F811
    """Online, with a colleague's approval."""
    eva.post(add(free), article(**LEGAL))
    page = written(free)
    eva.post(edit(page), article(**LEGAL, **{"action-submit": "1"}))
    approve(log_in(rik), page, **LEGAL)
    page.refresh_from_db()
    assert page.live
    return page


def test_what_the_law_says_behind_any_door_is_not_published_alone(eva, free):
    assert refuses_to_publish(eva, add(free), article(**LEGAL))
    # The premise: without the mark it is.
    assert not refuses_to_publish(eva, add(free), article())


def test_taking_the_mark_away_waits_for_a_colleague(eva, rik, legal):  # noqa: F811
    assert refuses_to_publish(eva, edit(legal), article())
    eva.post(edit(legal), article(**{"action-submit": "1"}))
    assert ArticlePage.objects.get(pk=legal.pk).legal
    approve(log_in(rik), legal)
    assert not ArticlePage.objects.get(pk=legal.pk).legal


def test_giving_the_mark_to_a_live_page_waits_too(eva, free):
    eva.post(add(free), article(**{"action-publish": "1"}))
    page = written(free)
    assert page.live
    assert refuses_to_publish(eva, edit(page), article(**LEGAL))
    eva.post(edit(page), article(**LEGAL))
    with pytest.raises(second_eyes.NobodyElseLookedError):
        written(free).get_latest_revision().publish()


def test_the_mark_does_not_go_by_taking_the_page_offline(eva, legal):
    take_offline(eva, legal)
    eva.post(edit(legal), article())
    assert not ArticlePage.objects.get(pk=legal.pk).legal, "the premise"
    assert refuses_to_publish(eva, edit(legal), article())
    eva.post(f"/cms/bulk/wagtailcore/page/publish/?id={legal.pk}", {"_": "1"})
    assert not Page.objects.get(pk=legal.pk).live


@pytest.mark.parametrize("way", ["publish_copies", "alias"])
def test_a_copy_of_it_does_not_go_live_alone(eva, legal, way):
    assert copy(eva, legal, legal.get_parent(), **{way: "on"}).status_code == 200
    assert not Page.objects.filter(slug="kopie").exists()


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        (ArticlePage, "verdacht-gedwongen-of-allebei"),
        (ArticlePage, "mijn-kind-lijkt-verstrikt"),
        (ChecklistPage, "signalenlijst-politie"),
        (QuestionsPage, "vragen-van-naasten"),
    ],
)
def test_planted_pages_with_facts_about_the_law_say_so(planted, kind, slug):
    page = kind.objects.get(slug=slug)
    twins = page.get_translations(inclusive=True)
    assert [twin.legal for twin in twins] == [True, True]
    assert all(second_eyes.needed_for(twin) for twin in twins)


def test_an_editor_sees_the_mark_where_the_text_is(eva, free):
    page = ArticlePage.objects.child_of(free).first()
    form = eva.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="legal"' in form
    assert "Vink dit aan als er staat wat de wet" in form
