"""An article with so many of every kind of block, as nobody would write it."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents.models import Document
from wagtail.images.models import Image as Picture

from knowledge.editing import second_eyes
from knowledge.models import (
    ArticlePage,
    DoorPage,
    GlossaryPage,
    SelfCheckPage,
    Term,
    TopicPage,
)


def make_picture(number, size=(1200, 800)):
    out = BytesIO()
    Image.new("RGB", size, (number, 90, 160)).save(out, "JPEG")
    file = ContentFile(out.getvalue(), f"picture-{number}.jpg")
    return Picture.objects.create(title=f"Beeld {number}", file=file)


def make_document(name):
    return Document.objects.create(title=name, file=f"documents/{name}")


def words(number, others, paper):
    other = others[number % len(others)]
    link = f'<a linktype="page" id="{other.pk}">verder {number}</a>'
    file = f'<a linktype="document" id="{paper.pk}">bijlage {number}</a>'
    term = Term.objects.order_by("pk")[number % Term.objects.count()]
    return f"<p>Lees {link} over {term.word} en <b>meer {number}</b>: {file}.</p>"


def blocks(number, others):
    """Every kind once; a chat and related pages may stand on a page only once."""
    film, said = make_document(f"{number}.mp4"), make_document(f"{number}.vtt")
    text = words(number, others, make_document(f"{number}.pdf"))
    url = "https://example.org/"
    return [
        ("heading", f"Kop {number}"),
        ("text", text),
        ("callout", {"tone": "warning", "heading": "Let op", "text": text}),
        ("quote", {"text": "Woorden", "by": "Noor, samengesteld"}),
        ("fact", {"text": "Feit", "source": "CBS", "url": url, "date": "2024-06-01"}),
        ("steps", {"heading": "Nu", "items": [text, text]}),
        ("signals", {"heading": "Zie je dit?", "items": [text, text]}),
        ("question", {"question": f"Vraag {number}?", "answer": text}),
        ("illustration", "bridge"),
        (
            "picture",
            {
                "image": make_picture(number).pk,
                "alt": f"Brug {number}",
                "caption": "Bij de brug",
            },
        ),
        (
            "video",
            {
                "title": "Film",
                "video": film.pk,
                "captions": said.pk,
                "transcript": text,
            },
        ),
        ("organisation", {"name": "Hulp", "does": "Helpt.", "phone": "0800"}),
    ]


def plant_full_page(times, *, language="nl"):
    """All its links go to pages in Dutch; what it relates to is of four kinds."""
    articles = ArticlePage.objects.live().exclude(locale__language_code="en")
    first = ArticlePage.objects.live().filter(locale__language_code=language).first()
    others = list(articles.exclude(pk=first.pk)[:20])
    body = [block for number in range(times) for block in blocks(number, others)]
    kinds = (DoorPage, TopicPage, SelfCheckPage, GlossaryPage)
    body.append(("related", [kind.objects.live().first().pk for kind in kinds]))
    body.append(("chat", {"heading": "Praten?", "text": ""}))
    first.body = [{"type": kind, "value": value} for kind, value in body]
    with second_eyes.reviewed_as_code():
        first.save_revision().publish()
    return first
