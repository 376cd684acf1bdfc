import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from knowledge.models import ArticlePage

pytestmark = pytest.mark.usefixtures("planted")


def test_a_language_from_right_to_left_turns_the_page_around():
    page = ArticlePage.objects.get(slug="pas-en-rekening")
    request = RequestFactory().get("/")
    with translation.override("ar"):
        context = page.get_context(request)
        html = render_to_string(page.get_template(request), context, request)
    assert '<html lang="ar" dir="rtl">' in html
    assert "icon--turn" in html


def test_ours_are_read_from_left_to_right(reader):
    assert '<html lang="nl">' in reader.get("/").content.decode()
