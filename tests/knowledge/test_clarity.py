import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from knowledge.models import ArticlePage, Clarity
from knowledge.models.counted import monday

OURS = {"origin": settings.SITE_ORIGIN}


@pytest.fixture
def article(planted):
    return ArticlePage.objects.get(slug="pas-en-rekening")


def answer(reader, page, clear="yes", **headers):
    address = reverse("knowledge:clear", args=[page.pk])
    return reader.post(address, {"clear": clear}, headers=OURS | headers)


def counted(page):
    return {row.answer: row.count for row in Clarity.objects.filter(page=page)}


def test_answers_are_counted_by_page_and_week(reader, article):
    for clear in ["yes", "yes", "partly", "no"]:
        assert answer(reader, article, clear).status_code == 303
    assert counted(article) == {"yes": 2, "partly": 1, "no": 1}
    assert {row.week for row in Clarity.objects.all()} == {monday()}


def test_without_javascript_the_reader_comes_back_to_a_thank_you(reader, article):
    told = answer(reader, article)
    assert told.headers["Location"] == f"{article.get_url()}#bedankt"
    assert not told.cookies


def test_with_javascript_the_page_stays(reader, article):
    told = answer(reader, article, **{"x-requested-with": "fetch"})
    assert told.status_code == 204
    assert not told.content
    assert not told.cookies


@pytest.mark.parametrize("origin", [None, "null", settings.CHAT_ORIGIN, "https://a.b"])
def test_no_other_site_can_answer(reader, article, origin):
    headers = {"origin": origin} if origin else {}
    address = reverse("knowledge:clear", args=[article.pk])
    refused = reader.post(address, {"clear": "yes"}, headers=headers)
    assert refused.status_code == 403
    assert counted(article) == {}


@pytest.mark.parametrize("clear", ["", "maybe", "yes\0", "ja" * 9999])
def test_only_three_answers_exist(reader, article, clear):
    assert answer(reader, article, clear).status_code == 400
    assert counted(article) == {}


def test_a_page_that_is_not_public_takes_no_answers(reader, article):
    article.unpublish()
    assert answer(reader, article).status_code == 404
    hidden = ArticlePage.objects.live().first()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert answer(reader, hidden).status_code == 404
    assert answer(reader, Page.get_first_root_node()).status_code == 404
    assert reader.post(f"/duidelijk/{9**40}/", headers=OURS).status_code == 404
    assert not Clarity.objects.exists()


def test_it_cannot_be_answered_by_following_a_link(reader, article):
    address = reverse("knowledge:clear", args=[article.pk])
    assert reader.get(address).status_code == 405


def test_the_row_says_nothing_of_who_answered(reader, article):
    answer(reader, article)
    names = {field.name for field in Clarity._meta.concrete_fields}
    assert names == {"id", "page", "week", "answer", "count"}


def test_an_editor_sees_what_is_not_clear_first(eva, reader, article):
    other = ArticlePage.objects.get(slug="op-jouw-naam")
    for clear in ["yes", "no"]:
        answer(reader, article, clear)
    answer(reader, other)
    with override("nl"):
        html = eva.get(reverse("clarity")).content.decode()
    assert html.index(article.title) < html.index(other.title)


def test_a_stranger_does_not_see_the_report(reader, planted):
    assert reader.get(reverse("clarity")).status_code == 302
