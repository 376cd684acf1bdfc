"""What says that a colleague must look is believed only while it is online."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from knowledge.editing import second_eyes
from knowledge.models import ArticlePage, DoorPage, PlainPage, TopicPage
from tests.knowledge.editors import log_in
from tests.knowledge.test_second_eyes_holes import around, copy, door, move  # noqa: F401
from tests.knowledge.test_workflow import (  # noqa: F401
    ALONE,
    add,
    article,
    edit,
    rik,
    topic,
    written,
)


def take_offline(eva, page):
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    eva.post(url, {"include_descendants": "on"})
    assert not page.get_descendants(inclusive=True).live().exists()


def refuses_to_publish(eva, url, form):
    answer = eva.post(url, form | {"action-publish": "1"})
    return ALONE in answer.content.decode()


def marked(page, **changed):
    """A topic; "legal" is a box, so what is not sent is not ticked."""
    return {
        "title": page.title,
        "slug": page.slug,
        "heading": page.heading,
        "reviewed_on": "",
        "review_by": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changed,
    }


@pytest.fixture
def young(planted):
    return DoorPage.objects.get(audience="young", locale=planted.locale)


@pytest.fixture
def law(planted):
    return TopicPage.objects.get(slug="handelen", legal=True)


def test_a_door_that_is_turned_away_offline_still_asks_for_a_colleague(
    eva,
    young,
    topic,  # noqa: F811
):
    take_offline(eva, young)
    assert eva.post(edit(young), door(young, audience="around")).status_code == 302
    assert DoorPage.objects.get(pk=young.pk).audience == "around", "the premise"
    assert refuses_to_publish(eva, add(topic), article())
    assert refuses_to_publish(eva, edit(young), door(young, audience="around"))
    eva.post(f"/cms/bulk/wagtailcore/page/publish/?id={young.pk}", {"_": "1"})
    assert not Page.objects.get(pk=young.pk).live
    with pytest.raises(second_eyes.NobodyElseLookedError):
        Page.objects.get(pk=young.pk).specific.save_revision().publish()


def test_a_topic_that_loses_its_mark_offline_still_asks_for_a_colleague(eva, law):
    take_offline(eva, law)
    assert eva.post(edit(law), marked(law)).status_code == 302
    assert not TopicPage.objects.get(pk=law.pk).legal, "the premise"
    assert refuses_to_publish(eva, edit(law), marked(law))
    assert refuses_to_publish(eva, add(law), article())


def test_a_plain_page_that_loses_its_mark_offline_does_too(eva, planted):
    page = PlainPage.objects.filter(legal=True, locale=planted.locale).first()
    take_offline(eva, page)
    PlainPage.objects.filter(pk=page.pk).update(legal=False)
    eva.post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}", {"_": "1"})
    assert not Page.objects.get(pk=page.pk).live
    assert PlainPage.objects.get(pk=page.pk).get_workflow().name == second_eyes.NAME


def test_what_is_new_and_says_who_looks_comes_online_with_a_colleague(
    eva,
    rik,  # noqa: F811
    planted,
    around,  # noqa: F811
):
    """Or an editor would put a door of their own where that of young people stood."""
    url = reverse("wagtailadmin_pages:add", args=("knowledge", "doorpage", planted.pk))
    new = door(around, slug="nieuw", title="Nieuw")
    assert refuses_to_publish(eva, url, new)
    answer = eva.post(url, new | {"action-publish": "1"})
    assert "bewaar de pagina, en kies dan" in answer.content.decode()
    assert eva.post(url, new).status_code == 302
    page = DoorPage.objects.get(slug="nieuw")
    assert eva.post(edit(page), new | {"action-submit": "1"}).status_code == 302
    state = page.current_workflow_task_state
    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    log_in(rik).post(approve, {"comment": ""})
    assert Page.objects.get(pk=page.pk).live


def test_a_live_topic_elsewhere_is_still_changed_alone(eva, planted):
    page = TopicPage.objects.get(slug="herkennen")
    changed = marked(page, heading="Anders", **{"action-publish": "1"})
    assert eva.post(edit(page), changed).status_code == 302
    assert TopicPage.objects.get(pk=page.pk).heading == "Anders"


def test_a_page_does_not_move_away_from_colleagues(eva, law):
    page = ArticlePage.objects.child_of(law).first()
    take_offline(eva, page)
    elsewhere = TopicPage.objects.get(slug="herkennen")
    move(eva, page, elsewhere)
    assert Page.objects.get(pk=page.pk).is_child_of(law)
    take_offline(eva, law)
    TopicPage.objects.filter(pk=law.pk).update(legal=False)
    move(eva, page, elsewhere)
    assert Page.objects.get(pk=page.pk).is_child_of(law)


def test_it_moves_to_where_colleagues_look_as_well(eva, law, topic):  # noqa: F811
    page = ArticlePage.objects.child_of(law).first()
    take_offline(eva, page)
    ArticlePage.objects.filter(pk=page.pk).update(
        title="Neutraal", slug="neutraal", summary=""
    )
    move(eva, page, topic)
    assert Page.objects.get(pk=page.pk).is_child_of(topic)


@pytest.mark.parametrize("way", ["publish_copies", "alias"])
def test_a_copy_of_a_door_does_not_go_live_alone(eva, around, way):  # noqa: F811
    assert copy(eva, around, around.get_parent(), **{way: "on"}).status_code == 200
    assert not Page.objects.filter(slug="kopie").exists()


def test_live_pages_for_young_people_are_put_in_order_alone(eva, topic):  # noqa: F811
    first, *_, last = topic.get_children()
    assert last.live
    url = reverse("wagtailadmin_pages:set_page_position", args=[last.pk])
    assert eva.post(f"{url}?position=0").status_code == 200
    assert list(topic.get_children())[:2] == [last, first]
