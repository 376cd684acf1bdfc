import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from knowledge.models import ArticlePage, DoorPage

TODAY = timezone.localdate()


def dated(page, days):
    """Both languages: they are looked through together."""
    for one in [page, *page.get_translations()]:
        one.review_by = TODAY + dt.timedelta(days=days)
        one.reviewed_on = TODAY - dt.timedelta(days=200)
        one.save()
    return page


@pytest.fixture
def late(planted):
    return dated(ArticlePage.objects.get(slug="pas-en-rekening"), -1)


@pytest.fixture
def soon(planted):
    return dated(ArticlePage.objects.get(slug="signalen-op-school"), 30)


@pytest.fixture
def far(planted):
    taken = ("pas-en-rekening", "signalen-op-school")
    others = ArticlePage.objects.filter(locale=planted.locale)
    return dated(others.exclude(slug__in=taken).first(), 31)


def report(eva, **asked):
    answer = eva.get(reverse("knowledge_review"), asked)
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [page.title for page in answer.context["object_list"]]


def test_what_is_late_or_nearly_so_is_found_and_the_rest_is_not(eva, late, soon, far):
    found = titles(report(eva))
    assert found.index(late.title) < found.index(soon.title)
    assert far.title not in found


def test_a_page_that_is_not_live_waits_for_nobody(eva, late):
    late.unpublish()
    assert late.title not in titles(report(eva))


def test_the_report_can_be_asked_for_one_language_and_one_door(eva, late, soon):
    english = late.get_translations().get().locale_id
    found = titles(report(eva, locale=english))
    assert late.title not in found
    assert late.get_translations().get().title in found
    door = DoorPage.objects.ancestor_of(soon).get()
    found = titles(report(eva, door=door.pk))
    assert soon.title in found
    assert late.title not in found


def test_the_report_can_be_saved_as_a_table(eva, late):
    answer = eva.get(reverse("knowledge_review"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert late.title in text
    assert str(late.review_by) in text


def test_the_reminder_waits_where_an_editor_begins(eva, late):
    html = eva.get(reverse("wagtailadmin_home")).content.decode()
    assert late.title in html
    assert "te laat" in html
    assert "Nakijken (" in html


def test_a_stranger_sees_no_report(reader, late):
    assert reader.get(reverse("knowledge_review")).status_code in {302, 404}


@pytest.mark.parametrize(("by", "taken"), [(0, False), (-3, False), (1, True)])
def test_the_next_look_comes_after_the_last(eva, planted, by, taken):
    page = ArticlePage.objects.get(slug="signalen-op-school")
    form = nested_form_data(
        {
            "body": streamfield([("text", rich_text("<p>x</p>"))]),
            "sources": streamfield([]),
        }
    )
    form |= {
        "title": page.title,
        "slug": page.slug,
        "heading": page.heading,
        "reviewed_on": str(TODAY),
        "review_by": str(TODAY + dt.timedelta(days=by)),
    }
    answer = eva.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert (answer.status_code == 302) == taken
    latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (latest.review_by == TODAY + dt.timedelta(days=by)) == taken
