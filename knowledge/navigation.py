"""What stands around a page: menu, way back, other languages, cards of other pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypedDict
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import get_language_info
from wagtail.models import Page
from wagtail.query import PageQuerySet

from knowledge.made_of import worked_out

MOST_SIBLINGS = 4
# The planted page that says how a visit is erased has this key in every language,
# whatever an editor calls it.
ERASING = UUID("2743f96b-096b-5737-995b-e120a6c5c3d2")

# As aria-current has it: this page itself, or one that it stands under.
Current = Literal["page", "true", ""]


class Link(TypedDict):
    url: str
    title: str
    current: Current


class Translation(TypedDict):
    url: str
    full_url: str
    code: str
    name: str


class Card(TypedDict):
    url: str
    title: str
    text: str


class Stop(TypedDict):
    """A page on the way, or in the menu."""

    path: str
    url: str
    title: str
    in_menu: bool
    above: bool
    audience: str
    erasing: bool


@dataclass(frozen=True)
class Door:
    audience: str


def around(page: Page, request: HttpRequest) -> dict[str, Any]:
    step = Page.steplen
    found = _surroundings(page.path[:-step], page.path[: 2 * step])
    above = [stop for stop in found if stop["above"]]
    shown = [stop for stop in found if len(stop["path"]) == 3 * step]
    return {
        "menu": [_link(stop, page) for stop in shown if stop["in_menu"]],
        "about": [_link(stop, page) for stop in shown if not stop["in_menu"]],
        "erasing": next((stop["url"] for stop in shown if stop["erasing"]), ""),
        "above": [_link(stop, page) for stop in above],
        "translations": _translations(page.translation_key, page.pk),
        "door": _door(page, above),
    }


@worked_out
def _surroundings(parent: str, home: str) -> list[Stop]:
    """The way down to a page, and what stands directly under its home; one query."""
    step = Page.steplen
    way = [parent[:end] for end in range(2 * step, len(parent) + 1, step)]
    wanted = Q(path__in=way) | Q(path__startswith=home, depth=3)
    found = Page.objects.live().public().filter(wanted).order_by("path")
    return [
        {
            "path": page.path,
            "url": page.get_url(),
            "title": page.title,
            "in_menu": page.show_in_menus,
            "above": page.path in way,
            "audience": page.doorpage.audience if hasattr(page, "doorpage") else "",
            "erasing": page.translation_key == ERASING,
        }
        for page in found.select_related("doorpage")
    ]


def full_url(page: Page) -> str:
    """Wagtail would say http on every port but 443."""
    return f"{settings.SITE_ORIGIN}{page.get_url()}"


@worked_out
def _translations(key: UUID, but: int) -> list[Translation]:
    others = Page.objects.filter(translation_key=key).exclude(pk=but)
    return [
        {
            "url": other.get_url(),
            "full_url": full_url(other),
            "code": other.locale.language_code,
            "name": get_language_info(other.locale.language_code)["name_local"],
        }
        for other in others.live().public().select_related("locale")
    ]


def cards_under(page: Page) -> list[Card]:
    return _cards_under(page.path)


@worked_out
def _cards_under(path: str) -> list[Card]:
    return cards(_under(path))


def next_to(page: Page) -> list[Card]:
    """Where a reader may go on when the page itself names nothing."""
    return _next_to(page.path[: -Page.steplen], page.pk)


@worked_out
def _next_to(parent: str, but: int) -> list[Card]:
    return cards(_under(parent).exclude(pk=but)[:MOST_SIBLINGS])


def _under(path: str) -> PageQuerySet:
    depth = len(path) // Page.steplen + 1
    return Page.objects.filter(path__startswith=path, depth=depth).live().public()


def cards(pages: Iterable[Page | None]) -> list[Card]:
    """In their order, without those that readers may not see."""
    return _cards(tuple((page.pk, page.content_type_id) for page in pages if page))


@worked_out
def _cards(wanted: tuple[tuple[int, int], ...]) -> list[Card]:
    """One question for all kinds; Wagtail's specific() asks one for each."""
    names = {ContentType.objects.get_for_id(kind).model for _, kind in wanted}
    kinds = sorted(names - {"page"})
    if not kinds:
        return []
    pages = (
        Page.objects.live()
        .public()
        .annotate(heading=_of(kinds, "heading"), summary=_of(kinds, "summary"))
    )
    full = pages.in_bulk([pk for pk, _ in wanted])
    return [card(full[pk]) for pk, _ in wanted if pk in full]


def _of(kinds: list[str], field: str) -> Coalesce:
    """A page is of one kind, so the same field of all others is empty."""
    return Coalesce(*(f"{kind}__{field}" for kind in kinds), Value(""))


def _door(page: Page, above: list[Stop]) -> Door | None:
    """The door one came through to read this page."""
    seen = [*(stop["audience"] for stop in above), getattr(page, "audience", "")]
    return next((Door(audience) for audience in seen if audience), None)


def card(page: Any) -> Card:
    return {"url": page.get_url(), "title": page.heading, "text": page.summary}


def _link(stop: Stop, page: Page) -> Link:
    return {
        "url": stop["url"],
        "title": stop["title"],
        "current": _current(stop["path"], page),
    }


def _current(path: str, page: Page) -> Current:
    if path == page.path:
        return "page"
    return "true" if page.path.startswith(path) else ""
