import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, models
from django.utils import timezone

from platform_site.staff import audit, housekeeping
from platform_site.staff.audit import Act, Entry, Kind, Opening
from tests.factories import make_user
from tests.platform_site.browsers import give_password, log_in, portal

pytestmark = pytest.mark.django_db
CONVERSATION = bytes(range(16))


def test_an_entry_says_who_did_what_to_which_thing():
    user = make_user()
    audit.record(user, Act.RENEW_LINK, Kind.ACCOUNT, 7)
    entry = Entry.objects.get()
    assert (entry.who, entry.act, entry.thing.int) == (user, Act.RENEW_LINK, 7)


def test_a_conversation_is_noted_by_day_only_and_once(ana, ivo):
    for who in (ana, ana, ivo):
        audit.record_opening(who, CONVERSATION)
    assert {row.who for row in Opening.objects.all()} == {ana, ivo}
    assert Opening.objects.count() == 2
    assert {row.conversation.bytes for row in Opening.objects.all()} == {CONVERSATION}
    assert {row.day for row in Opening.objects.all()} == {timezone.localdate()}


def test_no_time_and_no_order_of_openings_is_kept(ana):
    kinds = {field.name: type(field) for field in Opening._meta.fields}
    assert kinds == {
        "id": models.UUIDField,
        "day": models.DateField,
        "who": models.ForeignKey,
        "conversation": models.UUIDField,
    }
    assert not Opening._meta.ordering
    opened = [bytes([number]) * 16 for number in range(20)]
    for conversation in opened:
        audit.record_opening(ana, conversation)
    by_key = [row.conversation.bytes for row in Opening.objects.order_by("pk")]
    assert sorted(by_key) == opened
    assert by_key != opened


def test_an_act_with_a_time_cannot_be_about_a_conversation():
    assert not [name for name in (*Act.names, *Kind.names) if "CONVERSATION" in name]


@pytest.mark.parametrize("model", [Entry, Opening])
def test_no_column_can_hold_a_sentence(model):
    texts = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    assert not [f for f in model._meta.get_fields() if isinstance(f, texts)]


@pytest.mark.parametrize("field", ["act", "kind"])
def test_the_database_knows_the_vocabulary(field):
    row = {"at": timezone.now(), "act": Act.LOG_IN, "kind": Kind.NOTHING} | {field: 99}
    with pytest.raises(IntegrityError):
        Entry.objects.create(**row)


def test_entries_go_after_a_year_and_openings_after_a_month(ana, monkeypatch):
    audit.record(None, Act.LOG_IN)
    audit.record_opening(ana, CONVERSATION)
    left = {30: (1, 1), 31: (1, 0), 364: (1, 0), 366: (0, 0)}
    now = timezone.now()
    for days, rows in left.items():
        day = now + timezone.timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda day=day: day)
        housekeeping.run_due()
        assert (Entry.objects.count(), Opening.objects.count()) == rows, days


def test_a_session_that_is_over_leaves_the_database(ana):
    log_in(portal(), give_password(ana))
    housekeeping.run_due()
    assert Session.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(hours=1))
    housekeeping.run_due()
    assert not Session.objects.exists()
