"""No translation that readers have is written over without a colleague."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from knowledge.models import ArticlePage, DoorPage, StoryPage, TopicPage
from tests.knowledge.editors import other_editor
from tests.knowledge.test_translating import (  # noqa: F401
    edit,
    english,
    fresh,
    hand_in,
    submit,
    translate,
)

pytestmark = pytest.mark.one_database


@pytest.fixture
def below(planted):
    """A new topic, and under it a page of which readers have the translation."""
    topic = TopicPage.objects.get(slug="geld")
    page = ArticlePage.objects.child_of(topic).first()
    page.unpublish()
    new = TopicPage(title="Nieuw", slug="nieuw", heading="Nieuw", locale=planted.locale)
    topic.get_parent().add_child(instance=new)
    page.refresh_from_db()
    page.move(new, pos="last-child")
    ArticlePage.objects.filter(pk=page.pk).update(heading="Van niemand")
    return new


def test_with_all_below_it_a_page_is_not_handed_over_a_live_one(eva, below, english):  # noqa: F811
    page = ArticlePage.objects.child_of(below).get()
    target = page.get_translation(english)
    assert target.live, "the premise"
    url = reverse("wagtail_localize:submit_page_translation", args=[below.pk])
    chosen = {"locales": [english.pk], "include_subtree": "on"}
    answer = eva.post(url, chosen, follow=True)
    assert "staat al een vertaling online" in answer.content.decode()
    assert not Translation.objects.exists()
    target.refresh_from_db()
    assert target.heading != "Van niemand"


def test_alone_it_is_handed_to_the_translators(eva, below, english):  # noqa: F811
    assert submit(eva, below, english).get_target_instance().live is False


@pytest.mark.parametrize("kind", [TopicPage, DoorPage])
@pytest.mark.parametrize("more", [{}, {"include_subtree": "on"}])
def test_what_stands_above_a_page_does_not_come_online_with_it(
    eva,
    planted,
    english,  # noqa: F811
    kind,
    more,
):
    above = kind.objects.filter(locale=planted.locale).first()
    page = above.get_children().first()
    above.get_translation(english).delete()
    assert above.live, "the premise"
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    answer = eva.post(url, {"locales": [english.pk], **more}, follow=True)
    assert "Vertaal eerst de pagina hierboven" in answer.content.decode()
    assert not above.has_translation(english)
    assert not Translation.objects.exists()
    # From above it may, and then nothing of it is live.
    url = reverse("wagtail_localize:submit_page_translation", args=[above.pk])
    eva.post(url, {"locales": [english.pk], "include_subtree": "on"})
    made = above.get_translation(english)
    assert page.has_translation(english)
    assert not made.get_descendants(inclusive=True).live().exists()


def test_a_page_that_becomes_one_about_the_law_is_not_published_alone(
    eva,
    planted,
    english,  # noqa: F811
):
    source = fresh(TopicPage, planted)
    source.legal = False
    source.save()
    translation = submit(eva, source, english)
    translate(eva, translation)
    target = translation.get_target_instance()
    elsewhere = TopicPage.objects.get(slug="herkennen").get_translation(english)
    target.move(elsewhere.get_parent(), pos="last-child")
    Page.objects.filter(pk=target.pk).update(live=True)
    target.refresh_from_db()
    before = target.heading
    source.legal = True
    source.save()
    translation.source.update_from_db()
    assert target.permissions_for_user(other_editor("asked")).can_publish(), (
        "the premise"
    )
    eva.post(edit(target), {"action": "publish"})
    update = reverse(
        "wagtail_localize:update_translations", args=[translation.source.pk]
    )
    eva.post(update, {"publish_translations": "on"})
    target.refresh_from_db()
    assert (target.legal, target.heading) == (False, before)


def test_what_is_no_page_is_not_handed_in(eva, planted, english):  # noqa: F811
    story = submit(eva, fresh(StoryPage, planted), english)
    story.get_target_instance().delete()
    url = reverse("knowledge_hand_in", args=[story.pk])
    assert eva.get(url).status_code == 404
