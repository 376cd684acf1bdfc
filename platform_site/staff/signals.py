from typing import Any

from django.contrib.auth.signals import user_logged_in

from platform_site.staff import audit


def note_login(sender: Any, user: Any, **kwargs: Any) -> None:
    audit.record(user, audit.Act.LOG_IN)


def connect() -> None:
    user_logged_in.connect(note_login, dispatch_uid="staff.note_login")
