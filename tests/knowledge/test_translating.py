"""From Dutch to English and back, for every kind of page, by the editor's own screens."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation

from knowledge.models import (
    ArticlePage,
    ChecklistPage,
    DoorPage,
    GlossaryPage,
    PlainPage,
    QuestionsPage,
    SelfCheckPage,
    StoryPage,
    Term,
    TopicPage,
)
from tests.knowledge.editors import log_in, other_editor

pytestmark = pytest.mark.one_database

KINDS = [
    *(ArticlePage, ChecklistPage, DoorPage, GlossaryPage, PlainPage),
    *(QuestionsPage, SelfCheckPage, StoryPage, TopicPage),
]


@pytest.fixture
def english(planted):
    return Locale.objects.get(language_code="en")


def fresh(kind, planted):
    """A Dutch page of this kind that nobody has translated yet."""
    page = kind.objects.filter(locale=planted.locale).first()
    return page.copy(
        update_attrs={"title": "Iets nieuws", "slug": "iets-nieuws"}, recursive=False
    )


def submit(eva, page, locale):
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    answer = eva.post(url, {"locales": [locale.pk]})
    assert answer.status_code == 302, answer.context["form"].errors
    return Translation.objects.get(source__object_id=page.translation_key)


def translate(eva, translation, **words):
    """Types a translation for every line, as the translation screen sends it."""
    for segment in StringSegment.objects.filter(source=translation.source):
        name = segment.context.path
        args = [translation.pk, segment.pk]
        url = reverse("wagtail_localize:edit_string_translation", args=args)
        said = words.get(name, "something-new" if name == "slug" else "Something new")
        body = f"value={said}"
        kind = "application/x-www-form-urlencoded"
        answer = eva.put(url, body, content_type=kind)
        assert answer.status_code in {200, 201}, answer.content


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def hand_in(eva, translation):
    return eva.post(reverse("knowledge_hand_in", args=[translation.pk]), follow=True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_goes_from_dutch_to_english(
    kind, eva, reader, planted, english, django_capture_on_commit_callbacks
):
    translation = submit(eva, fresh(kind, planted), english)
    target = translation.get_target_instance()
    assert isinstance(target, kind)
    assert not target.live
    assert eva.get(edit(target)).status_code == 200
    translate(eva, translation)
    if target.permissions_for_user(other_editor("asked")).can_publish():
        with django_capture_on_commit_callbacks(execute=True):
            eva.post(edit(target), {"action": "publish"})
    else:
        hand_in(eva, translation)
        approve(log_in(other_editor("rik")), target)
    target = Page.objects.get(pk=target.pk)
    assert target.live
    assert "Something new" in reader.get(target.url).content.decode()


def approve(rik, page):
    state = page.current_workflow_task_state
    url = "wagtailadmin_pages:workflow_action"
    return rik.post(reverse(url, args=[page.pk, "approve", state.pk]), {"comment": ""})


def test_a_word_of_the_glossary_is_translated(eva, planted, english):
    term = Term.objects.create(locale=planted.locale, word="Nieuw", plain="Uitleg.")
    url = "wagtail_localize:submit_snippet_translation"
    eva.post(
        reverse(url, args=["knowledge", "term", term.pk]), {"locales": [english.pk]}
    )
    translation = Translation.objects.get(source__object_id=term.translation_key)
    translate(eva, translation)
    target = translation.get_target_instance()
    name = "wagtailsnippets_knowledge_term:edit"
    eva.post(reverse(name, args=[target.pk]), {"action": "publish"})
    target.refresh_from_db()
    assert (target.word, target.locale) == ("Something new", english)


@pytest.fixture
def youth(eva, planted, english):
    """A live translation of a page for young people, as the starter set has them."""
    page = fresh(StoryPage, planted)
    translation = submit(eva, page, english)
    translate(eva, translation)
    target = translation.get_target_instance()
    hand_in(eva, translation)
    approve(log_in(other_editor("rik")), target)
    return translation


def test_a_translation_for_young_people_is_not_published_alone(eva, planted, english):
    translation = submit(eva, fresh(StoryPage, planted), english)
    translate(eva, translation)
    target = translation.get_target_instance()
    props = eva.get(edit(target)).context["props"]
    assert json.loads(props)["perms"]["canPublish"] is False
    eva.post(edit(target), {"action": "publish"})
    assert not Page.objects.get(pk=target.pk).live


def test_publishing_while_updating_is_no_way_round(eva, youth):
    url = reverse("wagtail_localize:update_translations", args=[youth.source.pk])
    page = youth.source.get_source_instance()
    page.lead = "Een andere zin."
    page.save()
    answer = eva.post(url, {"publish_translations": "on"}, follow=True)
    assert "Een collega kijkt eerst mee" in answer.content.decode()
    assert youth.get_target_instance().specific.lead != page.lead
    assert eva.post(url, {}).status_code == 302


def test_what_readers_have_stays_until_the_colleague_agrees(eva, reader, youth):
    target = youth.get_target_instance()
    translate(eva, youth, title="Newer", heading="Newer heading")
    hand_in(eva, youth)
    assert "Newer heading" not in reader.get(target.url).content.decode()
    approve(log_in(other_editor("noor")), target)
    assert "Newer heading" in reader.get(target.url).content.decode()


def test_a_half_translation_cannot_be_handed_in(eva, planted, english):
    translation = submit(eva, fresh(StoryPage, planted), english)
    assert "Nog niet alles is vertaald" in hand_in(eva, translation).content.decode()
    assert not translation.get_target_instance().workflow_in_progress


def test_a_telling_title_is_refused_in_a_translation_too(eva, planted, english):
    translation = submit(eva, fresh(StoryPage, planted), english)
    translate(eva, translation, title="Forced by a dealer")
    assert "geschiedenis van de telefoon" in hand_in(eva, translation).content.decode()
    assert not translation.get_target_instance().workflow_in_progress


def test_a_translated_page_leads_on_to_pages_in_its_own_language(eva, planted, english):
    page = fresh(ArticlePage, planted)
    nl = ArticlePage.objects.get(slug="pas-en-rekening")
    en = nl.get_translation(english)
    text = f'<p>Lees <a linktype="page" id="{nl.pk}">verder</a>.</p>'
    page.body = json.dumps(
        [{"type": "text", "value": text}, {"type": "related", "value": [nl.pk]}]
    )
    page.save()
    translation = submit(eva, page, english)
    target = translation.get_target_instance().get_latest_revision_as_object()
    body = json.dumps(target.body.get_prep_value())
    assert f'id=\\"{en.pk}\\"' in body
    assert f'id=\\"{nl.pk}\\"' not in body
    assert f"[{en.pk}]" in body or f'"value": {en.pk}' in body
