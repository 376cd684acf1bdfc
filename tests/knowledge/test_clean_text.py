"""A translation is typed past the editor: nothing strange reaches a page that way."""

import json

import pytest
from django.urls import reverse
from wagtail_localize.models import OverridableSegment

from knowledge.editing.clean_text import cleaned, leads_well
from knowledge.models import ArticlePage
from tests.knowledge.test_translating import (  # noqa: F401
    english,
    fresh,
    hand_in,
    submit,
    translate,
)

STRANGE = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://x.example/",
    "intent://x",
]
FINE = [
    "https://example.org/?a=b:c",
    "http://x.example",
    "mailto:a@b.example",
    "tel:112",
    "#deel",
    "/woorden/",
    "../x",
    "",
]


@pytest.mark.parametrize("address", STRANGE)
def test_a_link_that_leads_elsewhere_than_the_web_is_dropped(address):
    assert not leads_well(address)
    for mark in ('"', "'"):
        html = cleaned(f"<p>Zie <a href={mark}{address}{mark}>dit</a>.</p>")
        assert "href" not in html
        assert "dit" in html


@pytest.mark.parametrize("address", FINE)
def test_other_links_stay_as_they_are(address):
    assert leads_well(address)
    html = f'<p>Zie <a href="{address}">dit</a> &amp; dat.</p>'
    assert cleaned(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p><img src=x onerror=alert(1)>x</p>",
        "<p onclick='x'>x</p>",
        "<script>x</script>",
        '<p><a href="/" onmouseover="x">x</a></p>',
        '<form action="https://x.example"><p>x</p></form>',
        "<style>x</style>",
        "<p>x<!-- y --></p>",
        '<svg/onload="x">x',
    ],
)
def test_marks_that_no_editor_can_make_are_taken_out(html):
    shown = cleaned(html)
    assert not any(
        strange in shown
        for strange in ("img", "on", "script", "form", "style", "<!--", "svg")
    )


def test_what_the_editor_makes_is_left_alone():
    html = (
        '<p data-block-key="a1">Een <b>woord</b>.<br/></p><ul><li data-block-key="b">'
        '<a linktype="page" id="7">x</a> "y" &lt;z&gt;</li></ul>'
    )
    assert cleaned(html) == html


@pytest.fixture
def submitted(eva, planted, english):  # noqa: F811
    page = fresh(ArticlePage, planted)
    fact = {
        "text": "F",
        "source": "B",
        "url": "https://b.example/",
        "date": "2024-06-13",
    }
    text = '<p>Lees <a href="https://a.example/">dit</a>.</p>'
    page.body = json.dumps(
        [
            {"type": "text", "value": text},
            {"type": "fact", "value": fact},
            {
                "type": "callout",
                "value": {"tone": "calm", "heading": "K", "text": text},
            },
            {"type": "steps", "value": {"heading": "", "items": [text, text]}},
        ]
    )
    page.save()
    return submit(eva, page, english)


def translate_with_links(eva, translation):
    segments = translation.source.stringsegment_set.select_related("context", "string")
    linked = [one.context.path for one in segments if "<a id" in one.string.data]
    assert linked
    said = 'Something <a id="a1">new</a>'
    translate(eva, translation, **dict.fromkeys(linked, said))


def override(eva, translation, value):
    """Every address, as the translation screen sends another one for it."""
    segments = OverridableSegment.objects.filter(source=translation.source)
    for segment in segments:
        url = reverse(
            "wagtail_localize:edit_override", args=[translation.pk, segment.pk]
        )
        kind = "application/x-www-form-urlencoded"
        assert eva.put(url, f"value={value}", content_type=kind).status_code < 300
    return len(segments)


def draft(translation):
    page = translation.get_target_instance().get_latest_revision_as_object()
    return json.dumps(page.body.get_prep_value())


def test_a_translated_link_with_a_strange_scheme_is_dropped(eva, submitted):
    translate_with_links(eva, submitted)
    assert override(eva, submitted, "javascript:alert(1)") >= 3
    hand_in(eva, submitted)
    assert "javascript" not in draft(submitted)
    assert "Something <a>new</a>" in draft(submitted)


def test_a_translated_link_to_the_web_is_kept(eva, submitted):
    translate_with_links(eva, submitted)
    override(eva, submitted, "https://other.example/")
    hand_in(eva, submitted)
    assert draft(submitted).count("https://other.example/") >= 3


def test_marks_typed_in_a_translation_are_taken_out(eva, submitted):
    translate(eva, submitted)
    words = "<img src=x onerror=alert(1)>Something new"
    paths = [
        segment.context.path
        for segment in submitted.source.stringsegment_set.select_related("context")
        if segment.context.path.startswith("body.")
    ]
    translate(eva, submitted, **dict.fromkeys(paths, words))
    hand_in(eva, submitted)
    body = submitted.get_target_instance().get_latest_revision_as_object().body
    assert "<img" not in body[0].value.source
