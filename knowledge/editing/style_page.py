"""Every block with something in it, in the real templates; only the CMS shows it."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.documents.models import Document
from wagtail.images.models import Image

from knowledge import pictures
from knowledge.blocks import body_blocks
from knowledge.drawings import DRAWINGS
from knowledge.models import ArticlePage

RICH = (
    "<p>Een alinea met <b>vette woorden</b> en <a href='https://example.org/'>een link"
    "</a>.</p><ul><li>Een punt.</li><li>Nog een punt.</li></ul><ol><li>Eerst dit.</li>"
    "<li>Dan dat.</li></ol>"
)
LINE = "<p><b>Bel je bank.</b> Vraag om de pas te blokkeren.</p>"
TONES = ("calm", "warning", "danger")
Row = dict[str, Any]


def style_page(request: HttpRequest) -> HttpResponse:
    """It borrows the place of a live article, and nothing of it is saved."""
    page = ArticlePage.objects.live().order_by("path").first()
    if page is None:
        raise Http404
    page.title = page.heading = "Stijlpagina"
    page.lead = "Alle bouwstenen bij elkaar. Deze pagina staat alleen in het CMS."
    page.body = json.dumps([row(kind, value) for kind, value in blocks(page)])
    page.sources = json.dumps([row("source", "Uitgever, titel, jaar")])
    answer: HttpResponse = page.serve(request)
    return answer


def row(kind: str, value: Any) -> Row:
    return {"type": kind, "value": value}


def blocks(page: ArticlePage) -> list[tuple[str, Any]]:
    """Of every kind there is; of what cannot be shown now, what to do about it."""
    shown = samples(page)
    kinds = {kind for kind, _ in shown}
    absent = [
        (
            "text",
            f"<p><b>{block.label}:</b> zet er een in een pagina die online is.</p>",
        )
        for kind, block in body_blocks().child_blocks.items()
        if kind not in kinds
    ]
    return [*shown, *absent]


def samples(page: ArticlePage) -> list[tuple[str, Any]]:
    near = page.get_siblings(inclusive=False).live()[:3]
    tones = [
        {"tone": tone, "heading": f"Een kader: {tone}", "text": RICH} for tone in TONES
    ]
    return [
        ("heading", "Is dit een kop?"),
        ("text", RICH),
        *(("callout", tone) for tone in tones),
        ("quote", {"text": "Het begon klein.", "by": "Jay (15), samengesteld"}),
        (
            "fact",
            {
                "text": "Een op de acht.",
                "source": "Uitgever",
                "url": "https://example.org/",
                "date": "2024-06-13",
            },
        ),
        ("steps", {"heading": "Wat kun je doen?", "items": [LINE, LINE]}),
        ("signals", {"heading": "Herken je dit?", "items": [LINE, LINE]}),
        ("heading", "En nu iets om naar te kijken?"),
        ("question", {"question": "Mag dat zomaar?", "answer": RICH}),
        *(("illustration", name) for name, _ in DRAWINGS),
        *picture(),
        *film(),
        (
            "organisation",
            {
                "name": "Een organisatie",
                "does": "Helpt je verder.",
                "phone": "0900-0000",
                "hours": "op werkdagen",
                "url": "https://example.org/",
            },
        ),
        ("chat", {"heading": "Wil je erover praten?", "text": "Dat kan hier."}),
        ("related", [other.pk for other in near]),
    ]


def picture() -> list[tuple[str, Any]]:
    """The newest that a page shows: its sizes lie ready, and none is made by looking."""
    shown = Image.objects.filter(renditions__filter_spec__in=pictures.FILTERS)
    newest = shown.order_by("-pk").first()
    value = {"alt": "Een brug over het water", "caption": "Een bijschrift"}
    return [("picture", value | {"image": newest.pk})] if newest else []


def film() -> list[tuple[str, Any]]:
    video = Document.objects.filter(file__iregex=r"\.(mp4|webm)$").first()
    captions = Document.objects.filter(file__endswith=".vtt").first()
    if not video or not captions:
        return []
    value = {"title": "Een video", "transcript": RICH}
    return [("video", value | {"video": video.pk, "captions": captions.pk})]
