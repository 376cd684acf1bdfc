"""A page full of every kind of block costs no more questions than an empty one may."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.images.models import Rendition

from knowledge import pictures
from knowledge.blocks import body_blocks
from knowledge.made_of import Recipe, written_now
from tests.knowledge.full_page import make_picture, plant_full_page

MOST, TIMES = 25, 12
PICTURE = re.compile(r"<picture>.*?</picture>", re.DOTALL)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    for name in ("base_location", "location"):
        monkeypatch.setitem(default_storage._wrapped.__dict__, name, str(tmp_path))


@pytest.fixture
def publish(planted, django_capture_on_commit_callbacks):
    def publish(times, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return plant_full_page(times, **more)

    return publish


def shown(reader, page):
    with CaptureQueriesContext(connection) as asked:
        answer = reader.get(page.get_url())
    assert answer.status_code == 200
    return answer.content.decode(), asked


def test_the_page_has_every_kind_of_block(publish):
    kinds = {block.block_type for block in publish(1).body}
    assert kinds == set(body_blocks().child_blocks)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_many_blocks_of_every_kind_stay_within_the_budget(publish, reader, language):
    page = publish(TIMES, language=language)
    html, asked = shown(reader, page)
    assert len(PICTURE.findall(html)) == TIMES
    assert html.count("<video") == TIMES
    assert len(asked) <= MOST, [each["sql"][:120] for each in asked]


def test_links_in_a_translation_lead_to_translations(publish, reader):
    html, _ = shown(reader, publish(2, language="en"))
    linked = re.findall(r'<a href="([^"]+)">verder', html)
    assert linked
    assert all(urlsplit(address).path.startswith("/en/") for address in linked)


def test_documents_that_are_linked_are_found_and_a_deleted_one_leads_nowhere(
    publish, reader
):
    page = publish(2)
    Document.objects.get(title="1.pdf").delete()
    html, _ = shown(reader, page)
    assert '<a href="/uploads/documents/0.pdf">bijlage 0</a>' in html
    assert "<a>bijlage 1</a>" in html


def test_more_blocks_ask_no_more_questions(publish, reader):
    _, few = shown(reader, publish(2))
    _, many = shown(reader, publish(TIMES))
    assert len(many) <= len(few)


def test_the_first_reader_does_not_wait_for_pictures(publish, reader):
    page = publish(2)
    made = Rendition.objects.count()
    assert made == 2 * len(pictures.FILTERS)
    recipe = Recipe()
    token = written_now.set(recipe)
    try:
        shown(reader, page)
    finally:
        written_now.reset(token)
    assert Rendition.objects.count() == made
    assert recipe.kept
    assert recipe.steady


def test_a_picture_keeps_its_place_and_comes_in_the_size_of_the_screen(publish, reader):
    html, _ = shown(reader, publish(1))
    picture = PICTURE.search(html)[0]
    assert re.search(r'<source[^>]* type="image/avif"', picture)
    assert 'width="960"' in picture
    assert 'height="640"' in picture
    assert 'loading="lazy"' in picture
    assert 'alt="Brug 0"' in picture
    for srcset in re.findall(r'srcset="([^"]+)"', picture):
        assert re.findall(r" (\d+)w", srcset) == ["960", "480"]
    assert picture.count(' sizes="') == picture.count(' srcset="') == 3


def test_a_picture_that_cannot_be_made_stops_no_publishing(caplog):
    broken = type("Broken", (), {"get_renditions": _refuse})
    pictures.make([broken()])
    assert "A picture was not made: OSError" in caplog.text


def _refuse(self, *filters):
    raise OSError("/a/path/that/is/nobodys")


def test_a_picture_that_was_deleted_leaves_the_page_standing(publish, reader):
    page = publish(1)
    image = next(pictures.on(page))
    image.delete()
    html, _ = shown(reader, page)
    assert not PICTURE.search(html)


@pytest.mark.django_db
def test_pictures_fetched_together_ask_once(django_assert_num_queries):
    images = [make_picture(number) for number in range(3)]
    with django_assert_num_queries(1):
        pictures.fetch([*images, None])
    assert [each.prefetched_renditions for each in images] == [[], [], []]
