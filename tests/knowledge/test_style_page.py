"""All building stones on one page, for whoever writes; nothing of it is kept."""

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge import pictures
from knowledge.blocks import body_blocks
from knowledge.editing.style_page import blocks
from knowledge.models import ArticlePage
from tests.knowledge.full_page import make_document, make_picture

ADDRESS = "/cms/stijl/"
KINDS = body_blocks().child_blocks


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    for name in ("base_location", "location"):
        monkeypatch.setitem(default_storage._wrapped.__dict__, name, str(tmp_path))


@pytest.fixture
def uploads(db):
    image = make_picture(1)
    pictures.make([image])
    return image, make_document("a.mp4"), make_document("a.vtt")


def written(asked):
    """Rows that were changed; that somebody was there is kept of every visit."""
    lines = [each["sql"] for each in asked if not each["sql"].startswith("SELECT")]
    return [line for line in lines if "session" not in line.lower()]


def test_it_shows_every_building_stone(planted, uploads, eva):
    page = ArticlePage.objects.live().first()
    assert {kind for kind, _ in blocks(page)} == set(KINDS)
    html = eva.get(ADDRESS).content.decode()
    assert "<picture>" in html
    assert "<video" in html
    assert "Een bijschrift" in html


def test_of_what_nobody_uploaded_it_says_so(planted, eva):
    html = eva.get(ADDRESS).content.decode()
    for kind in ("picture", "video"):
        assert f"<b>{KINDS[kind].label}:</b> zet er een in een pagina" in html
    assert "<picture>" not in html


def test_looking_at_it_saves_nothing(planted, uploads, eva):
    # A new picture, of which no page made the sizes yet.
    make_picture(2)
    with CaptureQueriesContext(connection) as asked:
        assert eva.get(ADDRESS).status_code == 200
    assert written(asked) == []


def test_only_the_cms_shows_it(planted, reader):
    assert "Stijlpagina" not in reader.get(ADDRESS).content.decode()
