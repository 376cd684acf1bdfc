"""Shares for a reload, and codes for another day."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core.cache import cache
from django.db import OperationalError

from chat import endings, housekeeping, keyring, shares
from chat.models import Conversation, Event, Ticket
from chat.sessions import COOKIE, hashed
from tests.chat.peers import code, post, share

GONE_REDIS = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
}


def put(client, number=1):
    return post(client, "/chat/api/share/", share(number))


def take(client, number=1):
    return post(client, "/chat/api/share/take/", {"id": share(number)["id"]})


def rest(conv):
    Ticket.objects.update(wipe_at=Ticket.objects.get().waiting_since)
    endings.settle(conv)


def test_a_page_that_reloads_gets_its_half_back(alma, alma_talks):
    assert put(alma).status_code == 204
    assert take(alma).json() == {"conv": alma_talks.conv, "b": share()["b"]}
    assert take(alma).status_code == 200


def test_the_newest_two_halves_are_kept(alma, alma_talks):
    for number in (1, 2, 3):
        put(alma, number)
    assert [take(alma, number).status_code for number in (3, 2)] == [200, 200]
    assert take(alma, 1).status_code == 410


@pytest.mark.parametrize("wrong", ["other id", "other visitor", "stranger"])
def test_who_has_no_half_is_told_that_it_is_gone(
    alma, bo, reader, bo_talks, wrong, alma_talks
):
    put(alma)
    if wrong == "stranger":
        bo.cookies.clear()
    answer = take(alma, 9) if wrong == "other id" else take(bo)
    assert (answer.status_code, answer.json()) == (410, {"code": "gone"})
    assert answer.cookies[COOKIE].value == ""
    assert answer.cookies[COOKIE]["max-age"] == 0


def test_a_stranger_keeps_no_half(bo, db):
    assert put(bo).status_code == 410


def test_a_half_has_a_deadline_that_hiding_shortens(alma, alma_talks, monkeypatch):
    lives = []
    monkeypatch.setattr(cache, "touch", lambda key, timeout: lives.append(timeout))
    monkeypatch.setattr(cache, "set", lambda key, value, timeout: lives.append(timeout))
    put(alma)
    assert alma.post("/chat/api/hide/").status_code == 204
    assert lives == [shares.LIVES_S, shares.HIDDEN_LIVES_S] == [90, 60]


def test_while_the_store_is_away_nothing_is_called_gone(alma, alma_talks, settings):
    settings.CACHES = GONE_REDIS
    for answer in (put(alma), take(alma)):
        assert (answer.status_code, answer.json()) == (503, {"code": "later"})
        assert COOKIE not in answer.cookies
    assert alma.post("/chat/api/hide/").status_code == 204


def test_leaving_cuts_every_way_back(alma, alma_talks):
    put(alma)
    answer = alma.post("/chat/api/leave/")
    assert answer.status_code == 204
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[COOKIE]["max-age"] == 0
    kept = Conversation.objects.get()
    assert (kept.state, kept.session_hash) == (Conversation.OVER, None)
    assert Event.objects.get().kind == "left"
    assert Ticket.objects.get().wipe_at is not None


def test_leaving_works_twice_for_strangers_and_without_the_store(
    alma, alma_talks, settings
):
    cookie = alma.cookies[COOKIE].value
    settings.CACHES = GONE_REDIS
    assert alma.post("/chat/api/leave/").status_code == 204
    assert Conversation.objects.get().state == Conversation.OVER
    alma.cookies[COOKIE] = cookie
    assert alma.post("/chat/api/leave/").status_code == 204
    alma.cookies.clear()
    assert alma.post("/chat/api/leave/").status_code == 204
    assert Event.objects.count() == 1


def test_leaving_cuts_the_way_back_even_without_a_database(
    alma, alma_talks, monkeypatch
):
    put(alma)
    session_hash = hashed(alma.cookies[COOKIE].value)
    assert shares.are_held(session_hash)
    away = Mock(side_effect=OperationalError)
    monkeypatch.setattr("chat.endings.transaction.atomic", away)
    answer = alma.post("/chat/api/leave/")
    away.assert_called_once()
    assert answer.status_code == 204
    assert answer.cookies[COOKIE]["max-age"] == 0
    assert not shares.are_held(session_hash)


def test_a_code_brings_the_conversation_to_another_browser(alma, bo, alma_talks):
    taken, back = code()
    assert post(alma, "/chat/api/code/", taken).status_code == 204
    put(alma)
    answer = post(bo, "/chat/api/resume/", back)
    assert answer.json() == {
        "conv": alma_talks.conv,
        "wrap": taken["wrap"],
        "epoch": 0,
    }
    assert put(bo).status_code == 204
    assert take(alma).status_code == 410
    assert not shares.take(Conversation.objects.get().session_hash, "x")


def test_a_new_code_replaces_the_one_before(alma, bo, alma_talks):
    first, back = code()
    second, back_again = code(b"\3" * 32)
    post(alma, "/chat/api/code/", first)
    assert post(alma, "/chat/api/code/", second).status_code == 204
    assert post(bo, "/chat/api/resume/", back).status_code == 404
    assert post(bo, "/chat/api/resume/", back_again).status_code == 200


def test_every_wrong_code_gets_the_same_answer(alma, bo, alma_talks):
    taken, back = code()
    post(alma, "/chat/api/code/", taken)
    shredded = [code(b"\4" * 32)[1], back | {"kdf": 2}]
    answers = [post(bo, "/chat/api/resume/", wrong) for wrong in shredded]
    keyring.destroy(alma_talks.conv)
    answers.append(post(bo, "/chat/api/resume/", back))
    assert {(a.status_code, a.content) for a in answers} == {
        (404, b'{"code": "unknown"}')
    }
    assert COOKIE not in bo.cookies


def test_a_stranger_takes_no_code(bo, db):
    assert post(bo, "/chat/api/code/", code()[0]).status_code == 410


def test_two_conversations_never_share_a_code(alma, bo, alma_talks, bo_talks):
    assert post(alma, "/chat/api/code/", code()[0]).status_code == 204
    answer = post(bo, "/chat/api/code/", code()[0])
    assert (answer.status_code, answer.json()) == (409, {"code": "exists"})


def test_after_the_end_only_the_code_opens_it_and_it_waits_again(alma, bo, alma_talks):
    taken, back = code()
    post(alma, "/chat/api/code/", taken)
    alma.post("/chat/api/leave/")
    rest(alma_talks.conv)
    kept = Conversation.objects.get()
    assert (kept.state, kept.session_hash) == (Conversation.RESTING, None)
    assert not Ticket.objects.exists()
    assert post(bo, "/chat/api/resume/", back).status_code == 200
    kinds = list(Event.objects.order_by("n").values_list("kind", flat=True))
    assert kinds == ["left", "returned"]
    assert Conversation.objects.get().state == Conversation.WAITING
    assert Ticket.objects.get().wipe_at is None


@pytest.mark.parametrize(("days", "opens"), [(14, True), (15, False)])
def test_a_code_works_for_fourteen_days(alma, bo, alma_talks, days, opens):
    taken, back = code()
    post(alma, "/chat/api/code/", taken)
    alma.post("/chat/api/leave/")
    rest(alma_talks.conv)
    day = Conversation.objects.get().last_on - timedelta(days=days)
    Conversation.objects.update(last_on=day)
    answer = post(bo, "/chat/api/resume/", back)
    assert answer.status_code == (200 if opens else 404)
    Conversation.objects.update(last_on=day, state=Conversation.RESTING)
    housekeeping.run_due()
    assert Conversation.objects.exists() is opens
