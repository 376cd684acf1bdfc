import pytest

from chat import keyring
from chat.models import Conversation, ConversationWrap, TeamKey
from chat.sessions import COOKIE, hashed
from tests.chat.peers import Visitor, post


def test_the_team_tells_its_key_and_whether_anybody_is_there(alma, team_key):
    found = alma.get("/chat/api/team/").json()
    assert (found["team"], found["ver"], found["suite"]) == ("chat", 1, 1)
    assert found["desk"] == {"state": "closed", "ahead": 0}


def test_without_a_team_key_no_chat_can_begin(alma, db):
    answer = alma.get("/chat/api/team/")
    assert (answer.status_code, answer.json()) == (503, {"code": "closed"})


def test_outside_demo_mode_the_desk_does_not_open(alma, team_key, settings):
    visitor = Visitor(team_key)
    assert alma.get("/chat/api/team/").status_code == 200
    settings.DEMO = False
    assert alma.get("/chat/api/team/").json() == {"code": "closed"}
    answer = post(alma, "/chat/api/start/", visitor.opening)
    assert (answer.status_code, answer.json()) == (503, {"code": "closed"})
    assert not Conversation.objects.exists()


def test_a_conversation_begins_with_a_cookie_that_only_the_browser_has(alma, team_key):
    visitor = Visitor(team_key)
    answer = post(alma, "/chat/api/start/", visitor.opening)
    assert (answer.status_code, answer.json()) == (201, {"conv": visitor.conv})
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]
    assert not cookie["expires"]
    kept = Conversation.objects.get()
    assert kept.session_hash == hashed(cookie.value)
    assert kept.state == Conversation.WAITING


def test_the_wrap_is_kept_inside_the_shred_layer(alma, team_key):
    visitor = Visitor(team_key)
    post(alma, "/chat/api/start/", visitor.opening)
    blob = bytes(ConversationWrap.objects.get().blob)
    from chat.e2ee.boxes import from_base64url

    wrap = from_base64url(visitor.opening["wrap"])
    assert wrap not in blob
    assert keyring.open_sealed(visitor.conv, "wrap", blob) == wrap


def test_a_conversation_exists_once(alma, bo, alma_talks):
    answer = post(bo, "/chat/api/start/", alma_talks.opening)
    assert (answer.status_code, answer.json()) == (409, {"code": "exists"})
    assert COOKIE not in bo.cookies
    blob = ConversationWrap.objects.get().blob
    assert keyring.open_sealed(alma_talks.conv, "wrap", bytes(blob))


def test_a_start_that_fails_leaves_nothing_and_can_be_tried_again(
    alma, team_key, monkeypatch, settings
):
    visitor = Visitor(team_key)
    with monkeypatch.context() as patch:
        patch.setattr("chat.conversations.Ticket.objects.create", 0)
        with pytest.raises(TypeError):
            post(alma, "/chat/api/start/", visitor.opening)
    assert not list(settings.KEYRING_DIR.iterdir())
    assert post(alma, "/chat/api/start/", visitor.opening).status_code == 201


@pytest.mark.parametrize(
    "change", [{"ver": 2}, {"team": "other"}, {"suite": 2}], ids=str
)
def test_another_key_than_ours_is_to_be_fetched_again(alma, team_key, change):
    answer = post(alma, "/chat/api/start/", Visitor(team_key).opening | change)
    assert (answer.status_code, answer.json()) == (409, {"code": "team_key"})
    assert not Conversation.objects.exists()


def test_a_key_nobody_was_granted_opens_no_chat(alma, team_key):
    assert alma.get("/chat/api/team/").json()["ver"] == 1
    old = TeamKey.objects.get()
    TeamKey.objects.create(team=old.team, ver=2, pub=old.pub)
    assert alma.get("/chat/api/team/").json()["ver"] == 1


def test_readers_get_no_cookie(alma, team_key):
    alma.get("/chat/")
    alma.get("/chat/api/team/")
    assert not alma.cookies
