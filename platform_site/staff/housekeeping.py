"""Sessions that are over and old audit entries go by themselves."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from platform_site.staff import audit


def run_due() -> None:
    # Looking first: a delete would take SQLite's only write lock every few seconds.
    over = Session.objects.filter(expire_date__lt=timezone.now())
    if over.exists():
        over.delete()
    if audit.old().exists():
        audit.forget_old()
