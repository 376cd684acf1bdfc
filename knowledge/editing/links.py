"""Where every page leads: inside, by what the page holds; outside, by what it names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

INSIDE = re.compile(r'<a [^>]*linktype="(page|document)"[^>]*>')
NUMBER = re.compile(r'\bid="(\d+)"')
OUTSIDE = re.compile(r'https?://[^\s"<>]+')
# Lists of page numbers; everything else that leads inside stands in a rich text.
CHOSEN = {"related"}
DOCUMENTS = {"video", "captions"}


@dataclass(frozen=True)
class Broken:
    page: Page
    why: str


def live_pages() -> Iterator[Page]:
    yield from Page.objects.live().filter(depth__gte=2).specific().iterator()


def outside(pages: Iterable[Page]) -> dict[str, list[Page]]:
    """Every address of others, with the pages that name it."""
    found: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for address in sorted({a.rstrip(".,;)") for a in _addresses(page)}):
            found[address].append(page)
    return dict(found)


def broken(pages: Iterable[Page]) -> list[Broken]:
    pages = list(pages)
    live = set(Page.objects.live().values_list("pk", flat=True))
    all_pages = set(Page.objects.values_list("pk", flat=True))
    documents = set(get_document_model().objects.values_list("pk", flat=True))
    found = []
    for page in pages:
        to_pages, to_documents = _inside(page)
        if to_pages - all_pages or to_documents - documents:
            found.append(Broken(page, _("leidt naar iets dat weg is")))
        if (to_pages & all_pages) - live:
            found.append(Broken(page, _("leidt naar een pagina die niet online is")))
    return found


def _inside(page: Page) -> tuple[set[int], set[int]]:
    pages: set[int] = set()
    documents: set[int] = set()
    for text in _texts(page):
        for tag in INSIDE.finditer(text):
            if number := NUMBER.search(tag[0]):
                (pages if tag[1] == "page" else documents).add(int(number[1]))
    for name, value in _named(page):
        if name in CHOSEN:
            pages |= {int(v["value"] if isinstance(v, dict) else v) for v in value}
        elif name in DOCUMENTS and isinstance(value, int):
            documents.add(value)
    return pages, documents


def _addresses(page: Page) -> Iterator[str]:
    for text in _texts(page):
        yield from OUTSIDE.findall(text)


def _texts(page: Page) -> Iterator[str]:
    for value in _values(page):
        yield from (said for _, said in _walk("", value) if isinstance(said, str))


def _named(page: Page) -> Iterator[tuple[str, Any]]:
    for value in _values(page):
        yield from _walk("", value)


def _values(page: Page) -> Iterator[Any]:
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            yield field.value_from_object(page).get_prep_value()
        elif isinstance(field, RichTextField):
            yield field.value_from_object(page)


def _walk(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every part of a stored text, with the name it is stored under."""
    yield name, value
    if isinstance(value, list):
        for part in value:
            yield from _walk("", part)
    elif isinstance(value, dict) and "type" in value:
        yield from _walk(value["type"], value["value"])
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _walk(key, part)
