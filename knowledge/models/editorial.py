"""The rules of editing that every page keeps, whoever or whatever saves it."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import Page, PagePermissionTester, Revision, Workflow

from knowledge.editing import clean_text, faults, own_language, places, second_eyes
from knowledge.editing.permissions import PortalPagePermissions
from platform_site.staff.models import User


class Editorial:
    """Stands before Wagtail's Page in the bases."""

    reviewed_on: dt.date | None
    review_by: dt.date | None

    def clean(self) -> None:
        super().clean()  # type: ignore[misc]
        own_language.lead_on(self)
        clean_text.clean(self)
        errors = faults.dates_that_clash(self.reviewed_on, self.review_by)
        # A page that has no place yet is asked by its form, which knows the place.
        if self.path:  # type: ignore[attr-defined]
            errors |= faults.taken(self.get_parent(), self.slug)  # type: ignore[attr-defined]
            if places.for_young_people(self):
                errors |= faults.telling(self)
        if places.changes_readers_of_live_pages(self):
            errors["audience"] = faults.live_pages_below()
        if errors:
            raise ValidationError(errors)

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        return PortalPagePermissions(user, self)

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        if second_eyes.needed_for(self):
            return second_eyes.workflow()
        found: Workflow | None = super().get_workflow()  # type: ignore[misc]
        return found

    def publish(
        self,
        revision: Revision,
        user: User | None = None,
        skip_permission_checks: bool = False,
        **kwargs: Any,
    ) -> Any:
        version = revision.as_object()
        if places.changes_readers_of_live_pages(version):
            raise PermissionDenied(faults.live_pages_below())
        if second_eyes.needed_for(self) or second_eyes.needed_for(version):
            second_eyes.insist(revision)
            # Whoever approved need not hold the right to publish besides.
            skip_permission_checks = True
        return super().publish(  # type: ignore[misc]
            revision,
            user=user,
            skip_permission_checks=skip_permission_checks,
            **kwargs,
        )

    def update_aliases(
        self,
        *,
        revision: Revision | None = None,
        _content: Any = None,
        _updated_ids: list[int] | None = None,
    ) -> None:
        # Whoever published the original was asked for its own place only, and an alias
        # has no version to approve: where colleagues look, it stays as it is. A door
        # would take everything behind its alias along.
        held = [
            alias.pk
            for alias in Page.objects.filter(alias_of=self.pk)  # type: ignore[attr-defined]
            if places.is_young_door(self) or second_eyes.needed_at(alias)
        ]
        super().update_aliases(  # type: ignore[misc]
            revision=revision,
            _content=_content,
            _updated_ids=[*(_updated_ids or []), *held],
        )
