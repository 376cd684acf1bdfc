"""Where in the tree a page stands, and which rules hold there.

By what the tree says, and not by the kinds themselves: those keep these rules.
"""

from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

DOOR = Q(doorpage__isnull=False)
YOUNG = Q(doorpage__audience="young")
ABOUT_LAW = Q(topicpage__legal=True) | Q(plainpage__legal=True)
# The kinds that say who reads what stands below, or whether it is about the law.
MARKED = DOOR | Q(topicpage__isnull=False) | Q(plainpage__isnull=False)


def for_young_people(page: Page) -> bool:
    """Also what a door is about to become: its whole house would move along."""
    above = Page.objects.ancestor_of(page, inclusive=True)
    return is_young_door(page) or bool(above.filter(YOUNG).exists())


def is_young_door(page: Page) -> bool:
    return getattr(page, "audience", "") == "young"


def changes_readers_of_live_pages(page: Page) -> bool:
    """A door turns to young people, or away from them, over the heads of its pages."""
    stored = Page.objects.filter(DOOR, pk=page.pk).select_related("doorpage").first()
    if stored is None or is_young_door(stored.doorpage) == is_young_door(page):
        return False
    return bool(stored.get_descendants().live().exists())


def is_marked(page: Any) -> bool:
    """Also one that has no row yet."""
    return hasattr(page, "audience") or hasattr(page, "legal")


def keeps_its_own_rule(pages: PageQuerySet) -> bool:
    """Whether one of these needs second eyes wherever it stands."""
    return bool(pages.filter(MARKED).exists())


def where_a_colleague_looks(page: Page) -> bool:
    """By what is online: the row of a page that is not can be written by one editor
    alone, and with it the mark that says who must look. So it is not believed.
    """
    above = Page.objects.ancestor_of(page, inclusive=True)
    watched = YOUNG | ABOUT_LAW | (MARKED & Q(live=False))
    return is_young_door(page) or bool(above.filter(watched).exists())


def audience(page: Page) -> str:
    doors = Page.objects.ancestor_of(page, inclusive=True).filter(DOOR)
    found: str | None = doors.values_list("doorpage__audience", flat=True).first()
    return found or ""
