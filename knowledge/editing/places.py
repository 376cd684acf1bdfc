"""Where in the tree a page stands, and which rules hold there."""

from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

ABOUT_LAW = Q(topicpage__legal=True) | Q(plainpage__legal=True)


def for_young_people(page: Page) -> bool:
    """Also what a door is about to become: its whole house would move along."""
    from knowledge.models import DoorPage

    if is_young_door(page):
        return True
    doors = DoorPage.objects.ancestor_of(page, inclusive=True)
    return bool(doors.filter(audience=DoorPage.Audience.YOUNG).exists())


def is_young_door(page: Page) -> bool:
    return getattr(page, "audience", "") == "young"


def changes_readers_of_live_pages(page: Page) -> bool:
    """A door turns to young people, or away from them, over the heads of its pages."""
    from knowledge.models import DoorPage

    if not isinstance(page, DoorPage):
        return False
    stored = DoorPage.objects.filter(pk=page.pk).first()
    if stored is None or is_young_door(stored) == is_young_door(page):
        return False
    return bool(stored.get_descendants().live().exists())


def keeps_its_own_rule(pages: PageQuerySet) -> bool:
    """Whether one of these needs second eyes wherever it stands."""
    own = Q(doorpage__audience="young") | ABOUT_LAW
    return bool(pages.filter(own).exists())


def is_about_law(page: Page) -> bool:
    """As readers have it: what is only a draft has not passed anybody's eyes yet."""
    above = Page.objects.ancestor_of(page, inclusive=True)
    return bool(above.filter(ABOUT_LAW).exists())


def audience(page: Page) -> str:
    from knowledge.models import DoorPage

    door = DoorPage.objects.ancestor_of(page, inclusive=True).first()
    return door.audience if door else ""
