"""Pages go online and offline at their hour, without anybody asking."""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

log = logging.getLogger(__name__)

# Nobody plans by the second, and the rounds come every few.
BETWEEN_LOOKS = timedelta(seconds=30)
_last: datetime | None = None


def run_due() -> None:
    global _last
    now = timezone.now()
    if _last and timedelta(0) <= now - _last < BETWEEN_LOOKS:
        return
    _last = now
    keep_hours(now)


def keep_hours(now: datetime) -> None:
    due = Revision.objects.filter(approved_go_live_at__lt=now)
    for revision in due.order_by("approved_go_live_at"):
        publish(revision)
    if Page.objects.filter(live=True, expire_at__lt=now).exists():
        call_command("publish_scheduled", verbosity=0)


def publish(revision: Revision) -> None:
    """One that may no longer go online must not keep the others waiting for ever."""
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except (PermissionDenied, ValidationError):
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log.warning("A planned version may not go online; it is a draft again.")
