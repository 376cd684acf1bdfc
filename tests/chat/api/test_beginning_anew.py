"""Who lost the page begins anew: not behind themselves, and not over another tab."""

import pytest
from django.utils import timezone

from chat import claims, queue, shares
from chat.models import Conversation, Event, Ticket
from chat.sessions import COOKIE, hashed
from tests.chat.conftest import begin
from tests.chat.peers import Visitor, code, post, share


def start(client, team_key, **changes):
    return post(client, "/chat/api/start/", Visitor(team_key).opening | changes)


def put(client):
    assert post(client, "/chat/api/share/", share()).status_code == 204


def take(client, number=1):
    return post(client, "/chat/api/share/take/", {"id": share(number)["id"]})


def page_is_lost():
    Ticket.objects.update(here_until=timezone.now())


def was_left(conv):
    kept = Conversation.objects.get(pk=conv)
    over = (kept.state, kept.session_hash) == (Conversation.OVER, None)
    left = Event.objects.filter(conversation_id=conv, kind=Event.LEFT).count()
    assert left == over
    return over


def test_a_second_tab_cannot_begin_over_a_page_that_is_there(
    alma, alma_talks, team_key
):
    answer = start(alma, team_key)
    assert (answer.status_code, answer.json()) == (409, {"code": "elsewhere"})
    assert COOKIE not in answer.cookies
    assert Conversation.objects.get().state == Conversation.WAITING
    put(alma)
    assert take(alma).json()["conv"] == alma_talks.conv


def test_who_lost_the_page_does_not_wait_behind_it(alma, alma_talks, team_key):
    put(alma)
    before = hashed(alma.cookies[COOKIE].value)
    page_is_lost()
    anew = begin(alma, team_key)
    assert was_left(alma_talks.conv)
    assert not shares.are_held(before)
    assert queue.ahead_of_many([alma_talks.conv, anew.conv]) == [None, 0]
    assert alma.get("/chat/api/team/").json()["desk"]["ahead"] == 1


def test_who_lost_the_page_keeps_no_counsellor(
    alma, bo_talks, alma_talks, ana, team_key, settings
):
    settings.CONVERSATIONS_AT_ONCE = 1
    claims.claim(alma_talks.conv, ana.pk)
    with pytest.raises(claims.FullHands):
        claims.claim(bo_talks.conv, ana.pk)
    page_is_lost()
    begin(alma, team_key)
    assert was_left(alma_talks.conv)
    claims.claim(bo_talks.conv, ana.pk)


def test_what_has_a_code_is_kept_for_coming_back(alma, bo, alma_talks, team_key):
    taken, back = code()
    post(alma, "/chat/api/code/", taken)
    assert start(alma, team_key).json() == {"code": "elsewhere"}
    page_is_lost()
    anew = begin(alma, team_key)
    assert anew.conv != alma_talks.conv
    assert Conversation.objects.get(pk=alma_talks.conv).state == Conversation.WAITING
    assert post(bo, "/chat/api/resume/", back).json()["conv"] == alma_talks.conv


def test_what_is_over_holds_nobody_up(alma, alma_talks, team_key):
    Conversation.objects.update(state=Conversation.OVER)
    assert start(alma, team_key).status_code == 201
    assert not Event.objects.exists()


@pytest.mark.parametrize("closed", [True, False])
def test_nothing_is_left_for_what_cannot_begin(
    alma, alma_talks, team_key, settings, closed
):
    page_is_lost()
    settings.DEMO = not closed
    answer = start(alma, team_key, ver=2)
    assert answer.json() == {"code": "closed" if closed else "team_key"}
    assert not was_left(alma_talks.conv)


def test_a_page_whose_half_is_lost_leaves_what_it_cannot_read(alma, alma_talks):
    page_is_lost()
    assert take(alma).status_code == 410
    assert was_left(alma_talks.conv)


@pytest.mark.parametrize("why", ["another page is there", "half held", "code"])
def test_a_half_that_is_not_found_takes_nothing_from_others(alma, alma_talks, why):
    if why == "half held":
        put(alma)
    if why == "code":
        post(alma, "/chat/api/code/", code()[0])
    if why != "another page is there":
        page_is_lost()
    assert take(alma, 2).status_code == 410
    assert not was_left(alma_talks.conv)
