"""Keys and queue as a console asks for them."""

from django.conf import settings

from chat.claims import claim
from chat.e2ee.boxes import from_base64url, to_base64url
from chat.models import Lease, StaffKey, TeamGrant, TeamKey
from chat.presence import Console, renew_leases
from chat.realtime import bells
from platform_site.staff.audit import Opening
from tests.chat.conftest import give_vault
from tests.chat.peers import Keys, console, post, share
from tests.factories import make_user


def test_a_first_counsellor_makes_vault_and_team_key_and_grants_a_colleague(ana, ivo):
    mine, theirs = console(ana), console(ivo)
    ana_keys = Keys("ana", iterations=600_000)
    ivo_keys = Keys("ivo", iterations=600_000)
    empty = mine.get("/console/api/keys/").json()
    assert (empty["login"], empty["vault"], empty["team"]) == ("ana", None, None)
    for browser, keys in ((mine, ana_keys), (theirs, ivo_keys)):
        sent = {"vault": keys.vault}
        assert post(browser, "/console/api/vault/", sent).status_code == 201
        assert post(browser, "/console/api/vault/", sent).json() == {"code": "exists"}
    key = ana_keys.new_team_key()
    made = {"ver": 1, "suite": 1, "pub": to_base64url(key.pub)} | ana_keys.grant(key)
    assert post(mine, "/console/api/team-key/", made).status_code == 201
    assert post(mine, "/console/api/team-key/", made).status_code == 409
    given = {"login": "ivo", "ver": 1} | ana_keys.grant(key, ivo_keys)
    assert post(mine, "/console/api/grants/", given).status_code == 201
    found = theirs.get("/console/api/keys/").json()
    assert found["team"] == {"team": "chat", "ver": 1, "suite": 1, "pub": made["pub"]}
    assert found["vault"] == ivo_keys.vault
    assert found["grants"][0]["by"]["sig"] == ana_keys.vault["pub"]["sig"]
    assert found["grants"][0]["ct"] == given["ct"]
    assert [(m["login"], m["ver"]) for m in found["members"]] == [
        ("ana", 1),
        ("ivo", 1),
    ]


def test_who_has_no_vault_makes_no_team_key(ana):
    keys = Keys("ana")
    key = keys.new_team_key()
    made = {"ver": 1, "suite": 1, "pub": to_base64url(key.pub)} | keys.grant(key)
    answer = post(console(ana), "/console/api/team-key/", made)
    assert (answer.status_code, answer.json()) == (403, {"code": "not_member"})
    assert not TeamKey.objects.exists()


def test_only_who_holds_the_key_gives_it_and_only_with_a_signature(
    ana, ivo, ana_console, team_key
):
    late = make_user("counsellor", login="late")
    late_keys = give_vault(late)
    own = {"login": "late", "ver": 1} | late_keys.grant(team_key)
    answer = post(console(late), "/console/api/grants/", own)
    assert (answer.status_code, answer.json()) == (403, {"code": "not_member"})
    answer = post(ana_console, "/console/api/grants/", own)
    assert (answer.status_code, answer.json()) == (403, {"code": "signature"})
    for ct in ("A" * 101, "A" * 101 + "B"):
        answer = post(ana_console, "/console/api/grants/", own | {"ct": ct})
        assert answer.status_code == 400
    answer = post(ana_console, "/console/api/grants/", own | {"login": "nobody"})
    assert (answer.status_code, answer.json()) == (404, {"code": "unknown"})
    answer = post(ana_console, "/console/api/grants/", own | {"ver": 2})
    assert answer.json() == {"code": "not_member"}
    assert not TeamGrant.objects.filter(member=late).exists()


def test_the_queue_is_oldest_first_and_mine_is_mine(
    alma_talks, bo_talks, ana, ana_console, ivo_console
):
    waiting = ana_console.get("/console/api/queue/").json()["waiting"]
    assert [one["conv"] for one in waiting] == [alma_talks.conv, bo_talks.conv]
    assert all(one["here"] for one in waiting)
    claim(alma_talks.conv, ana.pk)
    mine = ana_console.get("/console/api/queue/").json()
    assert [one["conv"] for one in mine["waiting"]] == [bo_talks.conv]
    assert [(one["conv"], one["state"], one["n"]) for one in mine["mine"]] == [
        (alma_talks.conv, "open", 1)
    ]
    assert mine["limit"] == settings.CONVERSATIONS_AT_ONCE
    assert ivo_console.get("/console/api/queue/").json()["mine"] == []


def test_the_queue_asks_the_database_a_fixed_number_of_times(
    alma_talks, bo_talks, ana_console, django_assert_max_num_queries
):
    with django_assert_max_num_queries(7):
        ana_console.get("/console/api/queue/")


def test_the_wraps_of_a_conversation_are_for_who_claimed_it(
    alma_talks, ana, ana_console, ivo_console
):
    path = f"/console/api/conversations/{alma_talks.conv}/"
    assert ana_console.get(path).status_code == 404
    claim(alma_talks.conv, ana.pk)
    found = ana_console.get(path).json()
    assert found["wraps"] == [
        {"team": "chat", "ver": 1, "epoch": 0, "wrap": alma_talks.opening["wrap"]}
    ]
    assert ivo_console.get(path).status_code == 404
    opening = Opening.objects.get()
    assert opening.conversation.bytes == from_base64url(alma_talks.conv)
    assert opening.who.login == "ana"


def test_the_desk_is_open_while_somebody_with_an_open_vault_is_there(
    alma, ana, ana_console, team_key, alma_talks, settings
):
    def state():
        return alma.get("/chat/api/team/").json()["desk"]["state"]

    renew_leases([Console(ana.pk, "connection")])
    assert state() == "closed"
    sent = post(ana_console, "/console/api/ready/", {"ready": True})
    assert sent.status_code == 204
    assert state() == "open"
    settings.CONVERSATIONS_AT_ONCE = 1
    claim(alma_talks.conv, ana.pk)
    assert state() == "busy"
    post(ana_console, "/console/api/ready/", {"ready": False})
    assert state() == "closed"
    post(ana_console, "/console/api/ready/", {"ready": True})
    Lease.objects.all().delete()
    assert state() == "closed"


def test_the_queue_says_whether_i_count_as_there_whichever_console_said_so(
    ana, ivo_console
):
    here, there = console(ana), console(ana)

    def ready():
        return here.get("/console/api/queue/").json()["ready"]

    assert ready() is False
    post(here, "/console/api/ready/", {"ready": True})
    assert ready() is True
    post(there, "/console/api/ready/", {"ready": False})
    assert ready() is False
    post(ivo_console, "/console/api/ready/", {"ready": True})
    assert ready() is False


def test_only_a_change_of_readiness_rings(
    ana, ana_console, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(bells, "ring_queue", lambda: rung.append("queue"))
    for ready in (True, True, False, False):
        with django_capture_on_commit_callbacks(execute=True):
            post(ana_console, "/console/api/ready/", {"ready": ready})
    assert len(rung) == 2


def test_a_disabled_member_is_nobody(ana, ana_console):
    ana.is_active = False
    ana.save()
    assert ana_console.get("/console/api/queue/").status_code == 401
    assert StaffKey.objects.filter(user=ana).exists()


def test_the_place_in_the_queue_survives_a_reload(bo, alma_talks, bo_talks):
    from chat import queue

    post(bo, "/chat/api/share/", share())
    before = queue.ahead_of_many([bo_talks.conv])
    bo.post("/chat/api/hide/")
    bo.get("/chat/")
    assert queue.ahead_of_many([bo_talks.conv]) == before == [1]
    assert post(bo, "/chat/api/share/take/", {"id": share()["id"]}).status_code == 200
    assert queue.ahead_of_many([bo_talks.conv]) == [1]
