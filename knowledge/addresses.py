"""Links between pages in running text, looked up once for a whole page."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.html import escape
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page
from wagtail.rich_text.pages import PageLinkHandler

from knowledge.made_of import worked_out

LINK = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*\bid="(\d+)"[^>]*>')


class Addresses:
    """Wagtail asks two or three questions for every link; this asks two for them all."""

    def __init__(self, page: Any) -> None:
        ids = {int(found) for text in stored(page) for found in LINK.findall(text)}
        self.known = _addresses(tuple(sorted(ids)), page.locale_id) if ids else {}

    def put_in(self, source: str) -> str:
        """What is stored of a text, with addresses for the pages it links to."""
        return LINK.sub(self._link, source)

    def _link(self, found: re.Match[str]) -> str:
        return opening(self.known.get(found[1]))


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
def _addresses(ids: tuple[int, ...], locale_id: int) -> dict[str, str | None]:
    pages = list(Page.objects.filter(pk__in=ids).live().public())
    own = _translations(pages, locale_id)
    return {
        str(page.pk): own.get(page.translation_key, page).get_url() for page in pages
    }


def _translations(pages: list[Page], locale_id: int) -> dict[UUID, Page]:
    """A translated text may still link to originals: its reader wants translations."""
    keys = {page.translation_key for page in pages if page.locale_id != locale_id}
    if not keys:
        return {}
    others = Page.objects.live().filter(translation_key__in=keys, locale_id=locale_id)
    return {page.translation_key: page for page in others}


class HouseLinks(PageLinkHandler):
    """For a text that is shown without its page: one question for all its links."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        ids = tuple(sorted({int(attrs["id"]) for attrs in attrs_list}))
        known = _addresses(ids, Locale.get_active().pk)
        return [opening(known.get(attrs["id"])) for attrs in attrs_list]


def opening(address: str | None) -> str:
    return f'<a href="{escape(address)}">' if address else "<a>"
