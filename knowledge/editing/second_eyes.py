"""Nobody publishes alone what young people read or what is said about the law.

The rule hangs on the version itself and not on a button, so every way of publishing
meets it: the editor, the schedule, several pages at once and the translations.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from wagtail.models import Page, Revision, TaskState, Workflow

from knowledge.editing import places
from platform_site.staff.models import User

NAME = "Tweede paar ogen"
_as_code: ContextVar[bool] = ContextVar("reviewed_as_code", default=False)


class NobodyElseLookedError(PermissionDenied):
    """Somebody tries to publish what no colleague has approved."""


def needed_at(page: Page) -> bool:
    return places.where_a_colleague_looks(page)


def needed_for(page: Any) -> bool:
    return marks_itself(page) or needed_at(page)


def marks_itself(page: Any) -> bool:
    return bool(getattr(page, "legal", False)) or places.is_young_door(page)


@contextmanager
def reviewed_as_code() -> Iterator[None]:
    """For texts that come with the code: colleagues looked at them there."""
    token = _as_code.set(True)
    try:
        yield
    finally:
        _as_code.reset(token)


def insist(revision: Revision) -> None:
    if not (_as_code.get() or approved_by_another(revision)):
        raise NobodyElseLookedError


def approved_by_another(revision: Revision) -> bool:
    approvals = TaskState.objects.filter(
        revision_id=revision.pk,
        task__secondeyestask__isnull=False,
        status=TaskState.STATUS_APPROVED,
        finished_by__isnull=False,
        # Saving by itself writes into the same version, and dates it anew.
        started_at__gte=revision.created_at,
    )
    others = approvals.exclude(finished_by=F("workflow_state__requested_by"))
    # The account of who wrote it may be gone; who approves has one, so is another.
    if revision.user_id is not None:
        others = others.exclude(finished_by=revision.user_id)
    return bool(others.exists())


def moved_on(state: TaskState) -> bool:
    """Somebody saved since it was handed in; Wagtail would publish what came last."""
    page = Page.objects.select_related("latest_revision").get(
        pk=state.workflow_state.object_id
    )
    latest = page.latest_revision
    if latest is None or latest.pk != state.revision_id:
        return True
    return bool(latest.created_at > state.started_at)


def is_own_work(page: Page, user: User) -> bool:
    """Whoever wrote the last version or handed it in."""
    state = page.current_workflow_state
    latest = page.get_latest_revision()
    makers = {latest and latest.user_id, state and state.requested_by_id}
    return user.pk in makers


def workflow() -> Workflow | None:
    found: Workflow | None = Workflow.objects.active().filter(name=NAME).first()
    return found
