"""What a browser keeps of a page for young people does not betray its reader."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from knowledge.editing.faults import SHOWN_OUTSIDE, telling
from knowledge.models import ArticlePage, TopicPage

TOLD = "geschiedenis van de telefoon"


@pytest.fixture
def topic(planted):
    return TopicPage.objects.get(slug="geld")


@pytest.fixture
def elsewhere(planted):
    """A draft behind another door, where its title is no secret."""
    topic = TopicPage.objects.get(slug="herkennen")
    page = ArticlePage(title="Drugs en dwang", slug="drugs-en-dwang", heading="Kop")
    page.live = False
    return topic.add_child(instance=page)


def form(**changed):
    body = streamfield([("text", rich_text("<p>Over drugs mag het hier gaan.</p>"))])
    blocks = nested_form_data({"body": body, "sources": streamfield([])})
    return blocks | {
        "title": "Iets nieuws",
        "slug": "iets-nieuws",
        "heading": "Drugs, en nu?",
        "summary": "",
        "reviewed_on": "",
        "review_by": "",
        **changed,
    }


def add(topic):
    return reverse(
        "wagtailadmin_pages:add", args=("knowledge", "articlepage", topic.pk)
    )


@pytest.mark.parametrize(
    "changed",
    [{"title": "Drugs"}, {"slug": "bij-de-politie"}, {"summary": "Over een dealer"}],
)
def test_what_is_kept_or_shared_may_not_tell(eva, topic, changed):
    answer = eva.post(add(topic), form(**changed))
    assert TOLD in answer.content.decode()
    assert not ArticlePage.objects.filter(heading="Drugs, en nu?").exists()


def test_heading_and_text_may_say_it(eva, topic):
    assert eva.post(add(topic), form()).status_code == 302


def test_an_edit_is_held_to_it_as_well(eva, planted):
    page = ArticlePage.objects.get(slug="pas-en-rekening")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = eva.post(url, form(title="Slachtoffer", slug=page.slug))
    assert TOLD in answer.content.decode()


def test_a_telling_page_does_not_move_to_the_door_for_young_people(
    eva, topic, elsewhere
):
    url = reverse("wagtailadmin_pages:move_confirm", args=[elsewhere.pk, topic.pk])
    eva.post(url)
    assert not Page.objects.get(pk=elsewhere.pk).is_child_of(topic)
    # The premise: a neutral one does move.
    elsewhere.title, elsewhere.slug = "Neutraal", "neutraal"
    elsewhere.save()
    eva.post(url)
    assert Page.objects.get(pk=elsewhere.pk).is_child_of(topic)


def test_nor_is_it_copied_there(eva, topic, elsewhere):
    url = reverse("wagtailadmin_pages:copy", args=[elsewhere.pk])
    copied = {
        "new_title": "Drugs",
        "new_slug": "drugs",
        "new_parent_page": topic.pk,
        "copy_subpages": "",
    }
    answer = eva.post(url, copied)
    assert answer.status_code == 200
    assert not topic.get_children().filter(slug="drugs").exists()


@pytest.mark.parametrize("name", SHOWN_OUTSIDE)
def test_no_other_way_of_publishing_lets_a_telling_word_through(planted, name):
    page = ArticlePage.objects.get(slug="pas-en-rekening")
    setattr(page, name, "drugs")
    assert name in telling(page)
    with pytest.raises(ValidationError):
        page.save_revision().publish()
