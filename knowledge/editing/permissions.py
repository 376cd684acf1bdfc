"""What somebody may do with a page, besides what their role says."""

from wagtail.models import Page, PagePermissionTester

from knowledge.editing import faults, places, second_eyes
from platform_site.staff.models import User


class PortalPagePermissions(PagePermissionTester):
    def __init__(self, user: User, page: Page) -> None:
        super().__init__(user, page)
        self.of_the_role = set(getattr(self, "permissions", ()))
        if second_eyes.needed_at(page):
            self.permissions = self.of_the_role - {"publish"}

    # Taking away, taking back and putting in order need no colleague.

    def can_unpublish(self) -> bool:
        return self._as_the_role(super().can_unpublish)

    def can_unschedule(self) -> bool:
        return self._as_the_role(super().can_unschedule)

    def can_reorder_children(self) -> bool:
        return self._as_the_role(super().can_reorder_children)

    def can_move_to(self, destination: Page) -> bool:
        if self.page.is_child_of(destination):
            # Wagtail asks this when pages are only put in another order.
            return bool(
                destination.permissions_for_user(self.user).can_reorder_children()
            )
        return (
            super().can_move_to(destination)
            and self._may_stand_in(destination)
            and self._stays_watched_in(destination)
            and not (second_eyes.needed_at(destination) and self._follows_another())
        )

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return super().can_copy_to(destination, recursive) and self._may_stand_in(
            destination
        )

    def _may_stand_in(self, destination: Page) -> bool:
        if not places.for_young_people(destination):
            return True
        below = self.page.get_descendants(inclusive=True).specific()
        return not any(faults.telling(page) for page in below)

    def _stays_watched_in(self, destination: Page) -> bool:
        """Links and translations follow a page that moves, and lead to its new text."""
        watched = second_eyes.needed_at(self.page.get_parent())
        return not watched or second_eyes.needed_at(destination)

    def _follows_another(self) -> bool:
        """An alias has no version of its own that a colleague could approve."""
        below = self.page.get_descendants(inclusive=True)
        return bool(below.filter(alias_of__isnull=False).exists())

    def _as_the_role(self, question) -> bool:  # type: ignore[no-untyped-def]
        held, self.permissions = self.permissions, self.of_the_role
        try:
            return bool(question())
        finally:
            self.permissions = held
