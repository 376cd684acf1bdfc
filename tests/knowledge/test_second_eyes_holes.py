"""Ways round the second pair of eyes that somebody once found; each stays closed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Locale, Page

from knowledge.editing import second_eyes
from knowledge.models import ArticlePage, DoorPage, TopicPage
from tests.knowledge.editors import log_in, other_editor
from tests.knowledge.test_translating import fresh, submit
from tests.knowledge.test_workflow import (  # noqa: F401
    add,
    approve,
    article,
    edit,
    handed_in,
    rik,
    topic,
    written,
)

BELOW = "Onder deze deur staan pagina&#x27;s online"
MOVED_ON = "De tekst is veranderd nadat hij werd ingediend"


@pytest.fixture
def original(eva, planted):
    """Published alone, where that is allowed."""
    herkennen = TopicPage.objects.get(slug="herkennen")
    eva.post(add(herkennen), article(**{"action-publish": "1"}))
    return written(herkennen)


def copy(eva, page, to, **ticked):
    form = {"new_title": page.title, "new_slug": "kopie", "new_parent_page": to.pk}
    return eva.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | ticked)


def alias_of(eva, original):
    copy(eva, original, original.get_parent(), alias="on")
    alias = ArticlePage.objects.get(alias_of=original)
    assert alias.live
    return alias


def move(eva, page, to):
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, to.pk])
    return eva.post(url)


def test_an_alias_is_not_moved_to_where_colleagues_look(eva, original, topic):  # noqa: F811
    alias = alias_of(eva, original)
    eva.post(reverse("wagtailadmin_pages:unpublish", args=[alias.pk]))
    move(eva, alias, topic)
    assert not Page.objects.get(pk=alias.pk).is_child_of(topic)
    move(eva, alias, elsewhere := TopicPage.objects.get(slug="wat-zie-je-thuis"))
    assert Page.objects.get(pk=alias.pk).is_child_of(elsewhere)


def test_an_alias_where_colleagues_look_does_not_follow(eva, original, topic):  # noqa: F811
    alias = alias_of(eva, original)
    alias.unpublish()
    alias.move(topic, pos="last-child")
    eva.post(edit(original), article(heading="Van niemand", **{"action-publish": "1"}))
    assert ArticlePage.objects.get(pk=original.pk).heading == "Van niemand"
    alias.refresh_from_db()
    assert (alias.live, alias.heading) == (False, "Iets nieuws")


def test_elsewhere_an_alias_follows(eva, original):
    alias = alias_of(eva, original)
    eva.post(edit(original), article(heading="Anders", **{"action-publish": "1"}))
    assert ArticlePage.objects.get(pk=alias.pk).heading == "Anders"


def test_no_translation_becomes_an_alias(eva, planted):
    source = fresh(ArticlePage, planted)
    english = Locale.objects.get(language_code="en")
    page = submit(eva, source, english).get_target_instance()
    answer = eva.post(f"/cms/localize/page/{page.pk}/convert_to_alias/")
    assert answer.status_code == 404
    assert Page.objects.get(pk=page.pk).alias_of_id is None


@pytest.fixture
def around(planted):
    return DoorPage.objects.get(audience="around", locale=planted.locale)


def door(page, **changed):
    return {
        "title": page.title,
        "slug": page.slug,
        "heading": page.heading,
        "audience": page.audience,
        "reviewed_on": "",
        "review_by": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changed,
    }


def audience(page):
    return DoorPage.objects.get(pk=page.pk).audience


@pytest.mark.parametrize("action", ["action-publish", "action-submit", "save"])
def test_a_door_takes_no_live_pages_to_young_people(eva, around, action):
    answer = eva.post(edit(around), door(around, audience="young", **{action: "1"}))
    assert BELOW in answer.content.decode()
    assert audience(around) == "around"


def test_a_door_cannot_be_published_over_pages_that_came_later(around):
    around.audience = "young"
    revision = around.save_revision(clean=False)
    with pytest.raises(PermissionDenied):
        revision.publish()


def test_a_door_for_young_people_does_not_leave_its_pages_behind(eva, planted):
    young = DoorPage.objects.get(audience="young", locale=planted.locale)
    eva.post(reverse("wagtailadmin_pages:unpublish", args=[young.pk]))
    away = door(young, audience="professional")
    assert BELOW in eva.post(edit(young), away).content.decode()
    assert audience(young) == "young"


def test_a_door_becomes_one_for_young_people_with_a_colleague(eva, around):
    around.get_descendants().update(live=False)
    young = door(around, audience="young", **{"action-publish": "1"})
    assert (
        "Een collega kijkt eerst mee" in eva.post(edit(around), young).content.decode()
    )
    around.audience = "young"
    with pytest.raises(second_eyes.NobodyElseLookedError):
        around.save_revision(user=other_editor("noor")).publish()
    assert audience(around) == "around"


def test_a_new_door_for_young_people_has_no_telling_title(eva, planted, around):
    url = reverse("wagtailadmin_pages:add", args=("knowledge", "doorpage", planted.pk))
    new = door(around, audience="young", title="Politie", slug="nieuw")
    assert "geschiedenis van de telefoon" in eva.post(url, new).content.decode()
    new |= {"title": "Nieuw", "action-publish": "1"}
    assert "Een collega kijkt eerst mee" in eva.post(url, new).content.decode()
    assert not DoorPage.objects.filter(slug="nieuw").exists()


@pytest.mark.parametrize("slug", ["voor-mezelf", "privacy", "voor-mijn-werk"])
@pytest.mark.parametrize("way", ["publish_copies", "alias"])
def test_a_copy_that_keeps_the_rule_with_it_does_not_go_live(eva, planted, slug, way):
    page = Page.objects.child_of(planted).get(slug=slug)
    ticked = {way: "on", "copy_subpages": "on"}
    assert copy(eva, page, planted, **ticked).status_code == 200
    assert not Page.objects.filter(slug="kopie").exists()
    assert copy(eva, page, planted).status_code == 302
    assert not Page.objects.get(slug="kopie").live


def test_what_was_saved_since_it_was_handed_in_is_not_approved(eva, rik, handed_in):  # noqa: F811
    eva.post(edit(handed_in), article(heading="Iets anders"))
    answer = approve(log_in(rik), handed_in, heading="Iets anders")
    assert MOVED_ON in answer.content.decode()
    state = handed_in.current_workflow_task_state
    url = "wagtailadmin_pages:workflow_action"
    log_in(rik).post(reverse(url, args=[handed_in.pk, "approve", state.pk]))
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, rik, "approve")
    assert not Page.objects.get(pk=handed_in.pk).live


def test_nor_what_was_saved_into_the_same_version(eva, rik, handed_in):  # noqa: F811
    into = {"overwrite_revision_id": handed_in.latest_revision_id}
    eva.post(edit(handed_in), article(heading="Iets anders", **into))
    page = ArticlePage.objects.get(pk=handed_in.pk)
    assert page.latest_revision_id == handed_in.latest_revision_id
    assert page.get_latest_revision().as_object().heading == "Iets anders"
    answer = approve(log_in(rik), page, heading="Iets anders")
    assert MOVED_ON in answer.content.decode()
    assert not Page.objects.get(pk=page.pk).live


def test_handed_in_anew_it_is_approved(eva, rik, handed_in):  # noqa: F811
    for action in ("action-cancel-workflow", "action-submit"):
        again = article(heading="Iets anders", **{action: "1"})
        assert eva.post(edit(handed_in), again).status_code == 302
    page = ArticlePage.objects.get(pk=handed_in.pk)
    assert approve(log_in(rik), page, heading="Iets anders").status_code == 302
    assert ArticlePage.objects.get(pk=page.pk).heading == "Iets anders"


def test_an_approval_holds_for_its_own_version_only(rik, handed_in):  # noqa: F811
    later = handed_in.save_revision(user=rik)
    state = handed_in.current_workflow_task_state
    state.approve(user=other_editor("noor"), update=False)
    assert second_eyes.approved_by_another(state.revision)
    assert not second_eyes.approved_by_another(later)
