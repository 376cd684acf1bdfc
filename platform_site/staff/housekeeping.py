"""Sessions that are over and old audit entries go by themselves."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from platform_site.staff import audit


def run_due() -> None:
    sessions = Session.objects.filter(expire_date__lt=timezone.now())
    for over in (sessions, *audit.old()):
        # Looking first: a delete would take SQLite's only write lock every few seconds.
        if over.exists():
            over.delete()
