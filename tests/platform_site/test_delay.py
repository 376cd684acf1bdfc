from concurrent.futures import ThreadPoolExecutor

import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.test import RequestFactory

from platform_site.staff.delay import FREE_TRIES, GrowingDelay, wait_s
from tests.platform_site.browsers import (
    PASSWORD,
    chat,
    give_password,
    is_in,
    log_in,
    portal,
    send_password,
)

TRIES = 200


def fail(client, user, times):
    return [
        send_password(client, user, "verkeerd wachtwoord").status_code
        for _ in range(times)
    ]


def test_the_wait_grows_and_never_exceeds_a_minute():
    waits = [wait_s(failures) for failures in range(1, 40)]
    assert waits[:FREE_TRIES] == [0] * FREE_TRIES
    assert waits[FREE_TRIES : FREE_TRIES + 4] == [2, 4, 8, 16]
    assert max(waits) == 60
    assert waits == sorted(waits)


def test_a_few_mistakes_cost_nothing(ana):
    client = chat()
    assert fail(client, give_password(ana), FREE_TRIES) == [200] * FREE_TRIES
    assert is_in(log_in(client, ana))


def test_many_mistakes_make_even_the_right_password_wait(ana):
    client = chat()
    fail(client, give_password(ana), FREE_TRIES + 1)
    assert send_password(client, ana).status_code == 429
    assert not is_in(client)


def test_guessing_on_the_other_origin_is_the_same_guessing(ana):
    fail(portal(), give_password(ana), FREE_TRIES + 1)
    assert send_password(chat(), ana).status_code == 429


def test_a_colleague_does_not_wait(ana, ivo):
    fail(chat(), ana, FREE_TRIES + 1)
    assert is_in(log_in(chat(), give_password(ivo)))


def test_a_browser_that_logged_in_before_is_not_locked_out_by_a_stranger(ana):
    known = log_in(chat(), give_password(ana))
    known.post("/staff/logout/")
    assert not is_in(known)
    fail(chat(), ana, FREE_TRIES + 3)
    assert send_password(chat(), ana).status_code == 429
    assert is_in(log_in(known, ana))


def test_a_known_browser_that_guesses_waits_too(ana):
    known = log_in(chat(), give_password(ana))
    known.post("/staff/logout/")
    fail(known, ana, FREE_TRIES + 1)
    assert send_password(known, ana).status_code == 429


def test_the_mark_of_a_known_browser_is_worth_nothing_for_another_account(ana, ivo):
    known = log_in(chat(), give_password(ana))
    known.post("/staff/logout/")
    fail(chat(), give_password(ivo), FREE_TRIES + 1)
    assert send_password(known, ivo).status_code == 429


def test_the_mark_is_only_sent_to_the_login_page(ana):
    known = log_in(chat(), give_password(ana))
    mark = known.cookies["known-console"]
    assert mark["path"] == "/staff/login/"
    assert mark["httponly"]
    assert ana.login not in mark.value


def test_an_account_that_does_not_exist_makes_one_wait_alike(ana):
    ana.login = "niemand"
    client = chat()
    assert fail(client, ana, FREE_TRIES + 1)[-1] == 200
    assert send_password(client, ana).status_code == 429


def attempt(_):
    request = RequestFactory(headers={"host": "chat.test"}).post("/staff/login/")
    request.axes_locked_out = False
    credentials = {"username": "ana", "password": "fout"}
    GrowingDelay().user_login_failed(None, credentials, request)


def test_simultaneous_failures_are_all_counted_and_the_lock_survives_them():
    with ThreadPoolExecutor(max_workers=20) as crowd:
        list(crowd.map(attempt, range(TRIES)))
    request = RequestFactory(headers={"host": "chat.test"}).post("/staff/login/")
    credentials = {"username": "ana"}
    assert GrowingDelay().get_failures(request, credentials) == TRIES
    assert GrowingDelay().is_locked(request, credentials)


@pytest.mark.django_db
def test_the_password_of_a_failed_login_is_kept_nowhere(ana):
    from axes.models import AccessAttempt, AccessFailureLog, AccessLog

    send_password(chat(), ana, PASSWORD)
    for table in (AccessAttempt, AccessFailureLog, AccessLog):
        assert not table.objects.exists()
    kept = cache_keys()
    assert kept
    assert not any(ana.login in key or PASSWORD in key for key in kept)


def cache_keys():
    if settings.REDIS_URL:
        client = redis.Redis.from_url(settings.REDIS_URL)
        return [key.decode() for key in client.scan_iter()]
    return list(cache._cache)
