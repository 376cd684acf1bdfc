"""However much stands on a page, it costs few questions; and every page can be kept."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from knowledge.made_of import Recipe, written_now
from knowledge.refresh import known_tables

MOST = 25


def paths():
    pages = Page.objects.live().filter(depth__gte=2)
    return [*(page.get_url() for page in pages), reverse("knowledge:search")]


def test_no_page_asks_more_than_its_share(planted, reader):
    reader.get("/")
    costs = {}
    for path in paths():
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(path).status_code == 200
        costs[path] = len(asked)
    assert {path: cost for path, cost in costs.items() if cost > MOST} == {}


def test_every_page_can_be_kept(planted, reader):
    for path in paths():
        recipe = Recipe()
        token = written_now.set(recipe)
        try:
            reader.get(path)
        finally:
            written_now.reset(token)
        assert recipe.kept, path
        assert recipe.steady, path
        assert recipe.tables <= known_tables(), path
