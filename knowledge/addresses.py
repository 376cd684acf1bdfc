"""Links to pages and documents in running text, looked up once for a whole page."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page
from wagtail.rich_text.pages import PageLinkHandler

from knowledge.made_of import worked_out

LINK = re.compile(r'<a\b(?=[^>]*\blinktype="(page|document)")[^>]*\bid="(\d+)"[^>]*>')
Known = dict[str, str | None]


class Addresses:
    """Wagtail asks two or three questions for every link; this asks three for them all."""

    def __init__(self, page: Any) -> None:
        ids: dict[str, set[int]] = {"page": set(), "document": set()}
        for text in stored(page):
            for kind, found in LINK.findall(text):
                ids[kind].add(int(found))
        pages, documents = (tuple(sorted(each)) for each in ids.values())
        self.known = {
            "page": _addresses(pages, page.locale_id) if pages else {},
            "document": _files(documents) if documents else {},
        }

    def put_in(self, source: str) -> str:
        """What is stored of a text, with addresses for what it links to."""
        return LINK.sub(self._link, source)

    def _link(self, found: re.Match[str]) -> str:
        return opening(self.known[found[1]].get(found[2]))


def stored(page: Any) -> Iterator[str]:
    """Every text of the page, as it lies in the database."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _texts(getattr(page, field.name).raw_data)
        elif isinstance(field, RichTextField):
            yield getattr(page, field.name)


def _texts(raw: Any) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from _texts(value)
    elif hasattr(raw, "__iter__"):
        for value in raw:
            yield from _texts(value)


@worked_out
def _addresses(ids: tuple[int, ...], locale_id: int) -> Known:
    """A translated text may still link to originals: its reader wants translations."""
    named = Page.objects.filter(pk__in=ids)
    twins = Q(locale_id=locale_id, translation_key__in=named.values("translation_key"))
    found = list(Page.objects.filter(Q(pk__in=ids) | twins).live().public())
    own = {page.translation_key: page for page in found if page.locale_id == locale_id}
    return {
        str(page.pk): own.get(page.translation_key, page).get_url()
        for page in found
        if page.pk in ids
    }


@worked_out
def _files(ids: tuple[int, ...]) -> Known:
    files = get_document_model().objects.filter(pk__in=ids)
    return {str(file.pk): file.url for file in files}


class HouseLinks(PageLinkHandler):
    """For a text that is shown without its page: one question for all its links."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        ids = tuple(sorted({int(attrs["id"]) for attrs in attrs_list}))
        known = _addresses(ids, Locale.get_active().pk)
        return [opening(known.get(attrs["id"])) for attrs in attrs_list]


def opening(address: str | None) -> str:
    return f'<a href="{escape(address)}">' if address else "<a>"
