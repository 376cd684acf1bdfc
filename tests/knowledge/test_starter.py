import pytest
from django.conf import settings
from wagtail.models import Page, Site

from knowledge import reading, starter
from knowledge.models import (
    ArticlePage,
    ChecklistPage,
    HomePage,
    PlainPage,
    StoryPage,
    Term,
)
from knowledge.starter import texts
from knowledge.starter.tree import keys


def test_planting_twice_changes_nothing(planted):
    before = list(Page.objects.order_by("pk").values())
    starter.plant()
    assert list(Page.objects.order_by("pk").values()) == before


def test_what_an_editor_changed_is_left_alone(planted):
    planted.heading = "Een andere vraag?"
    planted.save_revision().publish()
    starter.plant()
    assert HomePage.objects.get(pk=planted.pk).heading == "Een andere vraag?"


def test_every_page_is_published_in_both_languages(planted):
    for page in Page.objects.filter(depth__gte=2):
        assert page.live
        assert page.live_revision
        assert page.get_translations().count() == 1


def test_the_site_answers_on_the_portal_only(planted):
    site = Site.objects.get()
    assert site.root_page_id == planted.pk
    assert settings.SITE_ORIGIN.endswith(site.hostname)
    assert site.hostname not in settings.CHAT_ORIGIN


def test_wagtails_welcome_page_is_gone(planted):
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_every_text_has_its_place_and_every_place_its_text():
    besides = {"home", "terms", "synonyms"}
    for language in texts.LANGUAGES:
        written = {path.stem for path in (texts.FOLDER / language).glob("*.yaml")}
        assert written == {*keys(), *besides}


def test_there_is_as_much_as_was_promised(planted):
    assert ArticlePage.objects.count() == 2 * 22
    assert StoryPage.objects.count() == 2 * 4
    assert ChecklistPage.objects.count() == 2 * 5
    assert PlainPage.objects.count() == 2 * 5
    assert Term.objects.count() == 2 * 30


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_an_article_is_neither_a_note_nor_a_book(planted, language):
    lengths = {
        page.slug: len(reading.words(page).split())
        for page in ArticlePage.objects.filter(locale__language_code=language)
    }
    assert lengths
    strange = {slug: n for slug, n in lengths.items() if not 350 <= n <= 900}
    assert strange == {}


def test_every_planted_page_could_be_saved_by_an_editor(planted):
    for page in Page.objects.filter(depth__gte=2).specific():
        page.full_clean()
        for name in ("body", "sources", "statements", "step_list"):
            if stream := getattr(page, name, None):
                stream.stream_block.clean(stream)
