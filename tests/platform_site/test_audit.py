import uuid

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, models
from django.utils import timezone

from platform_site.staff import audit, housekeeping
from platform_site.staff.audit import Act, Entry, Kind
from tests.factories import make_user
from tests.platform_site.browsers import give_password, log_in, portal

pytestmark = pytest.mark.django_db
CONVERSATION = bytes(range(16))


def test_an_entry_says_who_did_what_to_which_thing():
    user = make_user()
    audit.record(user, Act.OPEN_CONVERSATION, Kind.CONVERSATION, CONVERSATION)
    entry = Entry.objects.get()
    assert (entry.who, entry.act) == (user, Act.OPEN_CONVERSATION)
    assert entry.thing == uuid.UUID(bytes=CONVERSATION)


def test_a_conversation_is_noted_by_day_only():
    audit.record(None, Act.OPEN_CONVERSATION, Kind.CONVERSATION, CONVERSATION)
    at = Entry.objects.get().at
    assert (at.hour, at.minute, at.second, at.microsecond) == (12, 0, 0, 0)


def test_no_column_can_hold_a_sentence():
    texts = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    assert not [f for f in Entry._meta.get_fields() if isinstance(f, texts)]


@pytest.mark.parametrize("field", ["act", "kind"])
def test_the_database_knows_the_vocabulary(field):
    row = {"at": timezone.now(), "act": Act.LOG_IN, "kind": Kind.NOTHING} | {field: 99}
    with pytest.raises(IntegrityError):
        Entry.objects.create(**row)


def test_old_entries_go_and_young_ones_stay():
    audit.record(None, Act.LOG_IN)
    audit.record(None, Act.LOG_IN)
    old = Entry.objects.first()
    old.at -= timezone.timedelta(days=audit.KEEP_DAYS + 1)
    old.save()
    housekeeping.run_due()
    assert Entry.objects.count() == 1
    assert Entry.objects.get().pk != old.pk


def test_a_session_that_is_over_leaves_the_database(ana):
    log_in(portal(), give_password(ana))
    housekeeping.run_due()
    assert Session.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(hours=1))
    housekeeping.run_due()
    assert not Session.objects.exists()
