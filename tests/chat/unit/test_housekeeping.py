"""What falls due by itself, and what does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chat import claims, endings, housekeeping, keyring, queue
from chat.models import Conversation, Event, Lease, Ticket
from chat.presence import Console, renew_leases
from tests.chat.peers import code, post

MINUTE = timedelta(minutes=1)


@pytest.fixture
def new_rounds(monkeypatch):
    monkeypatch.setattr(housekeeping, "rounds", housekeeping.Rounds())


@pytest.fixture(autouse=True)
def _steady(monkeypatch):
    """Rounds that never paused, wherever a test moves the clock."""
    steady = housekeeping.Rounds()
    steady.are_steady = lambda: True
    monkeypatch.setattr(housekeeping, "rounds", steady)


@pytest.fixture
def claimed(alma_talks, ana):
    renew_leases([Console(ana.pk, "ana's console")])
    claims.claim(alma_talks.conv, ana.pk)
    return alma_talks


def kinds():
    return list(Event.objects.order_by("n").values_list("kind", flat=True))


def here(conv):
    until = timezone.now() + timedelta(seconds=45)
    Ticket.objects.filter(conversation_id=conv).update(here_until=until)


def test_a_waiting_visitor_who_is_gone_for_half_an_hour_is_ended(alma_talks, later):
    later(30 * MINUTE)
    housekeeping.run_due()
    assert kinds() == []
    later(MINUTE)
    housekeeping.run_due()
    assert kinds() == ["ended"]


def test_a_waiting_visitor_who_is_there_is_never_ended_by_time(alma_talks, later):
    later(timedelta(hours=8))
    here(alma_talks.conv)
    housekeeping.run_due()
    assert kinds() == []


def test_a_waiting_visitor_with_a_code_keeps_waiting_as_long_as_codes_live(
    alma, alma_talks, later
):
    post(alma, "/chat/api/code/", code()[0])
    later(timedelta(days=14))
    housekeeping.run_due()
    assert Conversation.objects.get().state == Conversation.WAITING
    later(timedelta(days=1))
    housekeeping.run_due()
    assert not Conversation.objects.exists()
    with pytest.raises(keyring.ShreddedError):
        keyring.seal(alma_talks.conv, "wrap", b"")


def test_an_ended_conversation_is_wiped_after_two_minutes(alma, alma_talks, later):
    alma.post("/chat/api/leave/")
    later(MINUTE)
    housekeeping.run_due()
    assert Conversation.objects.exists()
    later(MINUTE)
    housekeeping.run_due()
    housekeeping.run_due()
    for model in (Conversation, Event, Ticket):
        assert not model.objects.exists()
    with pytest.raises(keyring.ShreddedError):
        keyring.seal(alma_talks.conv, "wrap", b"")


def test_an_ended_conversation_with_a_code_rests(alma, alma_talks, later):
    post(alma, "/chat/api/code/", code()[0])
    alma.post("/chat/api/leave/")
    later(3 * MINUTE)
    housekeeping.run_due()
    assert Conversation.objects.get().state == Conversation.RESTING
    assert not Ticket.objects.exists()
    assert keyring.seal(alma_talks.conv, "wrap", b"")


def test_a_proposal_ends_it_only_when_the_visitor_stays_away(claimed, ana, later):
    Ticket.objects.update(end_proposed_at=timezone.now())
    later(29 * MINUTE)
    renew_leases([Console(ana.pk, "ana's console")])
    housekeeping.run_due()
    assert kinds() == ["claimed"]
    later(2 * MINUTE)
    renew_leases([Console(ana.pk, "ana's console")])
    here(claimed.conv)
    housekeeping.run_due()
    assert kinds() == ["claimed"]
    later(2 * MINUTE)  # a tunnel
    renew_leases([Console(ana.pk, "ana's console")])
    housekeeping.run_due()
    assert kinds() == ["claimed"]
    later(MINUTE)
    renew_leases([Console(ana.pk, "ana's console")])
    housekeeping.run_due()
    assert kinds() == ["claimed", "ended"]


def test_without_a_proposal_nobody_is_ended_by_time(claimed, ana, later):
    later(timedelta(hours=5))
    renew_leases([Console(ana.pk, "ana's console")])
    housekeeping.run_due()
    assert kinds() == ["claimed"]


def test_what_is_due_is_asked_again_under_the_lock(claimed, monkeypatch, later):
    Ticket.objects.update(end_proposed_at=timezone.now())
    later(31 * MINUTE)
    found = endings.end_by_time

    def comes_back_first(conv, due):
        here(conv)
        found(conv, due)

    monkeypatch.setattr(endings, "end_by_time", comes_back_first)
    housekeeping._end_proposed()
    assert kinds() == ["claimed"]


def test_an_orphan_returns_to_its_old_place(claimed, bo_talks, ana, later):
    later(timedelta(seconds=100))
    housekeeping.run_due()
    assert kinds() == ["claimed"]
    later(timedelta(seconds=40))
    Ticket.objects.update(end_proposed_at=timezone.now())
    for talk in (claimed, bo_talks):
        here(talk.conv)
    housekeeping.run_due()
    assert kinds() == ["claimed", "returned"]
    ticket = Ticket.objects.get(conversation_id=claimed.conv)
    assert (ticket.counsellor, ticket.claimed_at, ticket.end_proposed_at) == (None,) * 3
    assert queue.ahead_of_many([claimed.conv]) == [0]
    assert queue.ahead_of_many([bo_talks.conv]) == [1]


def test_a_counsellor_who_is_connected_keeps_the_conversation(claimed, ana, later):
    for _ in range(5):
        later(timedelta(seconds=60))
        renew_leases([Console(ana.pk, "ana's console")])
        housekeeping.run_due()
    assert kinds() == ["claimed"]


@pytest.mark.parametrize("way", ["disabled", "deleted"])
def test_a_counsellor_who_was_sent_away_loses_it_at_once(claimed, ana, later, way):
    if way == "disabled":
        type(ana).objects.filter(pk=ana.pk).update(is_active=False)
    else:
        Ticket.objects.update(counsellor=None)
    later(timedelta(seconds=91))
    housekeeping.run_due()
    assert kinds() == ["claimed", "returned"]


def rounds_for(seconds, later):
    for _ in range(seconds // 10):
        later(timedelta(seconds=10))
        housekeeping.run_due()


def test_after_a_restart_consoles_get_time_to_come_back(claimed, new_rounds, later):
    later(timedelta(hours=1))
    housekeeping.run_due()
    rounds_for(80, later)
    assert kinds() == ["claimed"]
    here(claimed.conv)
    rounds_for(20, later)
    assert kinds() == ["claimed", "returned"]


def test_after_an_outage_nobodys_last_sign_of_life_counts(
    claimed, ana, new_rounds, later
):
    rounds_for(100, later)
    renew_leases([Console(ana.pk, "console")])
    later(timedelta(minutes=5))
    housekeeping.run_due()
    assert "returned" not in kinds()[kinds().index("claimed") + 2 :]


def test_old_leases_are_forgotten(claimed, later):
    later(timedelta(minutes=59))
    housekeeping.run_due()
    assert Lease.objects.exists()
    later(timedelta(minutes=3))
    housekeeping.run_due()
    assert not Lease.objects.exists()


def test_a_key_without_a_row_is_swept_after_an_hour(alma_talks, settings, later):
    (used,) = settings.KEYRING_DIR.iterdir()
    (settings.KEYRING_DIR / "lost+found").mkdir()
    keyring.create("killed-before-its-row")
    later(59 * MINUTE)
    here(alma_talks.conv)
    housekeeping.run_due()
    assert len(list(settings.KEYRING_DIR.iterdir())) == 3
    later(2 * MINUTE)
    here(alma_talks.conv)
    housekeeping.run_due()
    housekeeping.run_due()
    left = {path.name for path in settings.KEYRING_DIR.iterdir()}
    assert left == {used.name, "lost+found"}
    assert keyring.seal(alma_talks.conv, "wrap", b"")


def test_a_database_without_conversations_sweeps_no_key(alma_talks, later):
    Conversation.objects.all().delete()
    later(timedelta(days=1))
    housekeeping.run_due()
    assert keyring.seal(alma_talks.conv, "wrap", b"")
