"""Nobody publishes alone what young people read or what is said about the law."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from knowledge.editing import second_eyes, workflow
from knowledge.models import ArticlePage, DoorPage, SecondEyesTask, TopicPage
from tests.knowledge.editors import log_in, other_editor

ALONE = "Een collega kijkt eerst mee"
OWN = "Je eigen werk keur je niet zelf goed"


@pytest.fixture
def rik(db):
    return other_editor("rik")


@pytest.fixture
def topic(planted):
    return TopicPage.objects.get(slug="geld")


def article(**changed):
    body = streamfield([("text", rich_text("<p>Een zin.</p>"))])
    empty = streamfield([])
    return nested_form_data({"body": body, "sources": empty}) | {
        "title": "Iets nieuws",
        "slug": "iets-nieuws",
        "heading": "Iets nieuws",
        "reviewed_on": "",
        "review_by": "",
        **changed,
    }


def add(topic):
    return reverse(
        "wagtailadmin_pages:add", args=("knowledge", "articlepage", topic.pk)
    )


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def written(topic):
    return ArticlePage.objects.child_of(topic).get(slug="iets-nieuws")


@pytest.fixture
def handed_in(eva, topic):
    answer = eva.post(add(topic), article(**{"action-submit": "1"}))
    assert answer.status_code == 302, answer.context["form"].errors
    return written(topic)


def approve(client, page, **changed):
    state = page.current_workflow_task_state
    assert isinstance(state.task.specific, SecondEyesTask)
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    return client.post(edit(page), article(**action, **changed))


def test_publishing_alone_for_young_people_is_refused_with_words(eva, topic):
    answer = eva.post(add(topic), article(**{"action-publish": "1"}))
    assert ALONE in answer.content.decode()
    assert not ArticlePage.objects.filter(slug="iets-nieuws").exists()


def test_elsewhere_an_editor_publishes_alone(eva, planted):
    topic = TopicPage.objects.get(slug="herkennen")
    assert eva.post(add(topic), article(**{"action-publish": "1"})).status_code == 302
    assert written(topic).live


def test_what_is_said_about_the_law_waits_for_a_colleague_behind_every_door(
    eva, planted
):
    topic = TopicPage.objects.get(slug="handelen")
    answer = eva.post(add(topic), article(**{"action-publish": "1"}))
    assert ALONE in answer.content.decode()


def test_a_page_that_was_approved_by_a_colleague_goes_live(rik, handed_in, reader):
    assert reader.get(handed_in.url).status_code == 404
    assert approve(log_in(rik), handed_in).status_code == 302
    assert reader.get(handed_in.url).status_code == 200


def test_who_handed_it_in_cannot_approve_it(eva, handed_in):
    approve(eva, handed_in)
    assert not Page.objects.get(pk=handed_in.pk).live
    assert handed_in.workflow_in_progress


def test_a_colleague_who_changes_the_text_cannot_approve_it_in_one_go(rik, handed_in):
    answer = approve(log_in(rik), handed_in, heading="Heel iets anders")
    assert OWN in answer.content.decode()
    assert not Page.objects.get(pk=handed_in.pk).live


def test_a_live_page_changes_for_nobody_until_a_colleague_approves(eva, rik, handed_in):
    approve(log_in(rik), handed_in)
    changed = article(heading="Anders", **{"action-submit": "1"})
    assert eva.post(edit(handed_in), changed).status_code == 302
    handed_in = written(TopicPage.objects.get(slug="geld"))
    assert handed_in.live
    assert handed_in.heading == "Iets nieuws"
    with pytest.raises(second_eyes.NobodyElseLookedError):
        handed_in.get_latest_revision().publish()


def test_several_pages_at_once_are_no_way_round(eva, topic):
    eva.post(add(topic), article())
    page = written(topic)
    eva.post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}", {"_": "1"})
    assert not written(topic).live


def test_an_editor_takes_a_page_away_without_waiting_for_anybody(eva, planted):
    page = ArticlePage.objects.get(slug="pas-en-rekening")
    eva.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not Page.objects.get(pk=page.pk).live


def test_making_the_workflow_again_changes_nothing(planted):
    count = SecondEyesTask.objects.count()
    workflow.plant()
    assert SecondEyesTask.objects.count() == count == 1


def test_a_new_door_for_young_people_has_the_rule_too(planted):
    door = DoorPage.objects.filter(audience=DoorPage.Audience.YOUNG).first()
    assert door.get_workflow().name == second_eyes.NAME
    professional = DoorPage.objects.get(
        audience=DoorPage.Audience.PROFESSIONAL, locale=planted.locale
    )
    assert professional.get_workflow() is None


def test_a_stranger_hands_in_nothing(topic):
    answer = Client().post(add(topic), article(**{"action-submit": "1"}))
    assert answer.status_code in {302, 404, 400}
    assert not ArticlePage.objects.filter(slug="iets-nieuws").exists()


def test_a_fact_with_its_date_is_saved_and_handed_in(eva, topic):
    fact = {"text": "Een feit.", "source": "Bron", "url": "", "date": "2024-06-13"}
    form = article(**{"action-submit": "1"})
    form |= nested_form_data({"body": streamfield([("fact", fact)])})
    assert eva.post(add(topic), form).status_code == 302
    assert written(topic).workflow_in_progress
