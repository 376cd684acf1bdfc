"""Pages go online and offline at their hour, by the rounds of the house."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from knowledge import housekeeping
from knowledge.models import ArticlePage
from tests.knowledge.editors import other_editor


@pytest.fixture
def page(planted):
    return ArticlePage.objects.get(slug="signalen-op-school")


def planned(page, **changed):
    for name, value in changed.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return Page.objects.get(pk=page.pk)


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def test_a_new_text_comes_at_its_hour_and_not_before(page, reader):
    planned(page, heading="Straks pas", go_live_at=in_an_hour())
    housekeeping.keep_hours(timezone.now())
    assert "Straks pas" not in reader.get(page.url).content.decode()


def make_due(page):
    moment = timezone.now() - timedelta(minutes=1)
    page.revisions.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=moment
    )
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = moment.isoformat()
    revision.save()
    return revision


def test_what_is_due_goes_online(page, reader):
    planned(page, heading="Straks pas", go_live_at=in_an_hour())
    make_due(page)
    housekeeping.keep_hours(timezone.now())
    assert "Straks pas" in reader.get(page.url).content.decode()


def test_what_has_ended_goes_offline(page, reader):
    url = page.url
    planned(page, expire_at=in_an_hour())
    Page.objects.filter(pk=page.pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    housekeeping.keep_hours(timezone.now())
    assert reader.get(url).status_code == 404


def test_one_that_may_not_go_keeps_no_other_waiting(page, planted):
    youth = ArticlePage.objects.get(slug="pas-en-rekening")
    youth.heading, youth.go_live_at = "Van niemand", in_an_hour()
    alone = youth.save_revision(user=other_editor("rik"))
    alone.approved_go_live_at = youth.go_live_at
    alone.save()
    make_due(youth)
    planned(page, heading="Straks pas", go_live_at=in_an_hour())
    make_due(page)
    housekeeping.keep_hours(timezone.now())
    assert ArticlePage.objects.get(pk=page.pk).heading == "Straks pas"
    assert ArticlePage.objects.get(pk=youth.pk).heading != "Van niemand"
    alone.refresh_from_db()
    assert alone.approved_go_live_at is None
