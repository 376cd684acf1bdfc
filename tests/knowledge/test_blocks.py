"""What each building stone of a page becomes."""

import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from wagtail.rich_text import RichText

from knowledge.blocks import body_blocks
from knowledge.drawings import DRAWINGS
from knowledge.templatetags import portal

BODY = body_blocks()


def shown(kind, value, **context):
    block = BODY.child_blocks[kind]
    html = block.render(block.to_python(value), context=context)
    return re.sub(r"\s+", " ", html)


@pytest.mark.parametrize("name", [name for name, _ in DRAWINGS])
def test_every_drawing_is_small_silent_and_made_of_tokens(name):
    html = shown("illustration", name)
    assert 'aria-hidden="true"' in html
    assert len(html.encode()) < 4096
    assert not re.search(r"#[0-9a-f]{3}|style=|<script|href=", html)


def test_a_name_that_is_no_drawing_chooses_no_file():
    assert shown("illustration", "../../404").strip() == ""


def test_a_fact_names_its_source_and_no_day_or_month_that_is_not_known():
    fact = {"text": "Zo is het.", "source": "CBS", "date": "2024-06-01"}
    assert "CBS, juni 2024." in shown("fact", fact)
    assert "CBS, 2024." in shown("fact", fact | {"date": "2024-01-01"})
    assert "CBS, 13 juni 2024." in shown("fact", fact | {"date": "2024-06-13"})
    linked = shown("fact", fact | {"url": "https://www.cbs.nl/x"})
    assert '<a href="https://www.cbs.nl/x" rel="noreferrer">CBS</a>,' in linked


def test_an_organisation_can_be_called_with_one_tap():
    html = shown(
        "organisation",
        {
            "name": "Veilig Thuis",
            "does": "Advies.",
            "phone": "0800-2000",
            "hours": "24/7",
        },
    )
    assert 'href="tel:08002000"' in html
    assert "24/7" in html


def test_only_danger_now_is_a_box():
    said = {"heading": "Let op", "text": "<p>Tekst</p>"}
    assert "callout--warn" in shown("callout", said | {"tone": "warning"})
    assert "callout--danger" in shown("callout", said | {"tone": "danger"})
    assert "callout--calm" in shown("callout", said | {"tone": "calm"})


def test_headings_of_blocks_follow_the_headings_of_the_page():
    steps = {"heading": "Nu", "items": ["<p>een</p>", "<p>twee</p>"]}
    assert "<h2" in shown("steps", steps, level=2)
    assert "<h3" in shown("steps", steps)
    kinds = ["steps", "heading", "question"]
    body = [SimpleNamespace(block_type=kind) for kind in kinds]
    assert [level for _, level in portal.with_levels(body)] == [2, 3, 3]


def test_a_step_has_a_title_only_when_its_bold_words_are_a_sentence():
    assert portal.opens_bold(RichText("<p><b>Bel je bank.</b> Nu.</p>"))
    assert not portal.opens_bold(RichText("<p><b>Bel 112</b>, als je kunt.</p>"))
    assert not portal.opens_bold(RichText("<p>Bel <b>112.</b></p>"))


def test_a_question_has_an_address_that_says_nothing():
    html = shown("question", {"question": "Krijg ik straf?", "answer": "<p>Nee.</p>"})
    [anchor] = re.findall(r'id="([^"]+)"', html)
    assert re.fullmatch(r"deel-[0-9a-f]{6}", anchor)


def test_a_video_is_our_own_file_and_waits_until_it_is_wanted():
    video = SimpleNamespace(url="/uploads/a.mp4", file_extension="mp4")
    value = {
        "title": "Zo gaat het",
        "video": video,
        "captions": SimpleNamespace(url="/uploads/a.vtt"),
        "transcript": RichText("<p>Hallo.</p>"),
    }
    html = render_to_string("knowledge/blocks/video.html", {"value": value})
    assert 'preload="none"' in html
    assert 'src="/uploads/a.vtt" kind="captions" srclang="nl"' in html
    assert "<p>Hallo.</p>" in html
