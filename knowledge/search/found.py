"""What a result shows: where it leads, what it is called, and behind which door it is."""

from typing import TypedDict

from django.db.models import Q
from wagtail.models import Page

from knowledge.models import Term
from knowledge.search.ask import Answer

UNDER_HOME = 3


class Found(TypedDict):
    url: str
    title: str
    text: str
    kind: str


def found(answer: Answer, language: str) -> list[Found]:
    # Asked again here, whatever the index says: these are shown to everybody.
    shown = Page.objects.live().public()
    under_home = Q(depth=UNDER_HOME, locale__language_code=language)
    rows = shown.filter(under_home | Q(pk__in=answer.pages, search_entry__isnull=False))
    rows = rows.select_related("locale", "search_entry", "glossarypage")
    pages = {page.pk: page for page in rows}
    tops = [page for page in pages.values() if page.depth == UNDER_HOME]
    return [
        *_terms(answer.terms, tops),
        *(_page(pages[pk], tops) for pk in answer.pages if pk in pages),
    ]


def _page(page: Page, tops: list[Page]) -> Found:
    above = next((top for top in tops if page.path.startswith(top.path)), page)
    return {
        "url": page.get_url(),
        "title": page.search_entry.heading,
        "text": page.search_entry.text,
        "kind": above.title if page.is_descendant_of(above) else "",
    }


def _terms(terms: list[Term], tops: list[Page]) -> list[Found]:
    glossaries = [page for page in tops if hasattr(page, "glossarypage")]
    return [
        {
            "url": f"{page.get_url()}#{term.anchor}",
            "title": term.word,
            "text": term.plain,
            "kind": page.title,
        }
        for page in glossaries[:1]
        for term in terms
    ]
