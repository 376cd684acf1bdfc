"""For tests in which several connections must see each other's rows.

Nothing is rolled back here: every row such a test leaves is deleted after it, which
is much quicker than emptying all tables, and keeps what migrations made.
"""

import pytest
from django.contrib.sessions.models import Session

from chat import claims, messages
from chat.models import Conversation, Lease, StaffKey, Team, TeamGrant, TeamKey
from platform_site.staff.audit import Entry, Opening
from platform_site.staff.models import User

TEAM = (TeamGrant, TeamKey, StaffKey, Lease, Team)
LEFT = (Entry, Opening, Conversation, *TEAM, User, Session)


def forget():
    for model in LEFT:
        model.objects.all().delete()


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """Takes the place of the one that wraps a test in a transaction."""
    with django_db_blocker.unblock():
        forget()
        yield
        forget()


@pytest.fixture(autouse=True)
def _one_process(settings):
    """Bells between processes have tests of their own; every test here has a loop."""
    settings.REDIS_URL = ""


@pytest.fixture
def patient(monkeypatch):
    """Who holds a row on a busy machine may do so for longer than half a second."""
    for writer in (claims, messages):
        monkeypatch.setattr(writer, "HELD_FOR_MS", 120_000)
