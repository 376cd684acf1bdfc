"""Addresses and facts every page may show, also a page rendered without a request."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language
from wagtail.rich_text import RichText, expand_db_html
from wagtail.templatetags.wagtailcore_tags import richtext

from knowledge import head, navigation, reading, terms
from knowledge.addresses import Addresses, stored
from knowledge.drawings import DRAWINGS
from knowledge.terms import Explainer

register = template.Library()


@dataclass(frozen=True)
class Reader:
    """What one page knows while it is rendered."""

    explainer: Explainer
    addresses: Addresses


class SiteFacts(TypedDict):
    name: str
    home: str
    chat: str
    console: str
    exit: str
    demo: bool


def language_prefix() -> str:
    language = get_language() or settings.LANGUAGE_CODE
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


@register.simple_tag
def site_facts() -> SiteFacts:
    prefix = language_prefix()
    return {
        "name": settings.SITE_NAME,
        "home": f"{settings.SITE_ORIGIN}{prefix}",
        "chat": f"{settings.CHAT_ORIGIN}{prefix}chat/",
        "console": f"{settings.CHAT_ORIGIN}{prefix}console/",
        "exit": settings.QUICK_EXIT_URL,
        "demo": settings.DEMO,
    }


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> head.Head:
    return head.head(
        context["page"],
        above=context["above"],
        translations=context["translations"],
        door=context["door"],
    )


@register.simple_tag
def reader(page: Any) -> Reader:
    """One for the whole page: a word is explained once, links are looked up together."""
    found = terms.found_in("\n".join(stored(page)), page.locale_id)
    return Reader(Explainer(found), Addresses(page))


@register.simple_tag(takes_context=True)
def explained(context: Context, value: Any) -> SafeString:
    """Rich text; in a page that has a reader, with its hard words explained."""
    one: Reader | None = context.get("reader")
    if one is None:
        plain: SafeString = richtext(value)
        return plain
    source = value.source if isinstance(value, RichText) else value
    html = expand_db_html(one.addresses.put_in(source))
    return one.explainer.explain(html)


@register.simple_tag
def read_next(page: Any) -> list[navigation.Card]:
    """Nothing when an editor has chosen what to read next."""
    chosen = list(page.body.blocks_by_name("related"))
    return [] if chosen else navigation.next_to(page)


@register.filter
def with_levels(body: Any) -> list[tuple[Any, int]]:
    """Each block with the level its own heading has: no page skips one."""
    level, parts = 2, []
    for block in body:
        level = 3 if block.block_type == "heading" else level
        parts.append((block, level))
    return parts


@register.filter
def has_block(body: Any, kind: str) -> bool:
    return any(block.block_type == kind for block in body)


@register.filter
def drawing(name: str) -> str | None:
    """The template of one of our drawings: a name alone never chooses a file."""
    known = name in dict(DRAWINGS)
    return f"knowledge/drawings/{name}.html" if known else None


@register.filter
def opens_bold(value: Any) -> bool:
    """Whether a step begins with a title of its own."""
    return bool(re.match(r"\s*<p[^>]*><b>[^<]*[.?!:]</b>", str(value.source)))


@register.filter
def dialled(phone: str) -> str:
    return re.sub(r"[^\d+]", "", phone)


@register.filter
def site_name(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


register.filter("anchor", reading.anchor)


@register.filter
def alphabetical(terms: Iterable[Any]) -> list[Any]:
    """As people sort: databases put capitals or accents in places of their own."""
    return sorted(terms, key=lambda term: slugify(term.word))
