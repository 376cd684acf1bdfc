"""Where in the tree a page stands, and which rules hold there.

By what the tree says, and not by the kinds themselves: those keep these rules.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

DOOR = Q(doorpage__isnull=False)
YOUNG = Q(doorpage__audience="young")
READING = ("articlepage", "storypage", "checklistpage", "questionspage", "plainpage")
# The kinds that say who reads what stands below, or whether all of it is about the law.
SET_RULES = ("doorpage", "topicpage", "plainpage")


def either(kinds: tuple[str, ...], field: str, value: bool) -> Q:
    return reduce(or_, (Q(**{f"{kind}__{field}": value}) for kind in kinds))


ABOUT_LAW = either((*READING, "topicpage"), "legal", True)
MARKED = either(SET_RULES, "isnull", False)
# A text that nobody has read yet could as well be written without its mark; from one
# that readers had, the mark does not go by taking it offline.
WAS_ONLINE = either(READING, "isnull", False) & Q(first_published_at__isnull=False)


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
    return page._meta.model_name in SET_RULES


def keeps_its_own_rule(pages: PageQuerySet) -> bool:
    """Whether one of these needs second eyes wherever it stands."""
    return bool(pages.filter(MARKED | ABOUT_LAW).exists())


def where_a_colleague_looks(page: Page) -> bool:
    """By what is online: the row of a page that is not can be written by one editor
    alone, and with it the mark that says who must look. So it is not believed.
    """
    above = Page.objects.ancestor_of(page, inclusive=True)
    not_believed = (MARKED | WAS_ONLINE) & Q(live=False)
    watched = YOUNG | ABOUT_LAW | not_believed
    return is_young_door(page) or bool(above.filter(watched).exists())


def audience(page: Page) -> str:
    doors = Page.objects.ancestor_of(page, inclusive=True).filter(DOOR)
    found: str | None = doors.values_list("doorpage__audience", flat=True).first()
    return found or ""
