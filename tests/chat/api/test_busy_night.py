"""A bound on what everybody together may begin; it passes, and asks for no address."""

import pytest

from chat.models import Conversation
from chat.sessions import COOKIE
from chat.views import visitor
from tests.chat.peers import Visitor, code, post

LATER = (503, {"code": "later"})


@pytest.fixture
def now(monkeypatch):
    """A clock that stands still until it is moved, and buckets with two left."""
    moment = [0.0]
    for rate in (visitor.STARTS, visitor.RESUMES):
        monkeypatch.setattr(rate, "clock", lambda: moment[0])
        monkeypatch.setattr(rate, "since", 0.0)
        monkeypatch.setattr(rate, "left", 2)
    return moment


def told(answer):
    return answer.status_code, answer.json()


def start(client, team_key):
    client.cookies.clear()
    return post(client, "/chat/api/start/", Visitor(team_key).opening)


def test_too_many_starts_at_once_are_sent_to_later_and_later_they_begin(
    alma, bo, team_key, now
):
    assert [start(alma, team_key).status_code for _ in range(2)] == [201, 201]
    for client in (alma, bo):
        assert told(start(client, team_key)) == LATER
        assert COOKIE not in client.cookies
    assert Conversation.objects.count() == 2
    now[0] += 1 / visitor.PER_SECOND
    assert start(bo, team_key).status_code == 201
    assert told(start(bo, team_key)) == LATER


def test_too_many_tries_of_a_code_are_not_even_looked_up(alma, bo, alma_talks, now):
    taken, back = code()
    post(alma, "/chat/api/code/", taken)
    wrong = code(b"\4" * 32)[1]
    tries = [post(bo, "/chat/api/resume/", wrong).status_code for _ in range(2)]
    assert tries == [404, 404]
    assert told(post(bo, "/chat/api/resume/", back)) == LATER
    now[0] += 1 / visitor.PER_SECOND
    assert post(bo, "/chat/api/resume/", back).status_code == 200


def test_guessing_codes_keeps_nobody_from_beginning(bo, team_key, now):
    wrong = code(b"\4" * 32)[1]
    for _ in range(3):
        last = post(bo, "/chat/api/resume/", wrong)
    assert told(last) == LATER
    assert start(bo, team_key).status_code == 201


def test_what_has_no_right_form_takes_nothing_from_others(alma, team_key, now):
    for _ in range(3):
        assert post(alma, "/chat/api/start/", {"conv": "x"}).status_code == 400
    assert start(alma, team_key).status_code == 201


def test_a_busy_night_passes(monkeypatch, now):
    """A minute in which a thousand people begin, in a process that just started."""
    monkeypatch.setattr(visitor.STARTS, "left", visitor.BURST)
    for _ in range(1000):
        now[0] += 60 / 1000
        assert visitor.STARTS.allows()
