"""What every address refuses, whatever it is for."""

import json

import pytest
from django.conf import settings
from django.test import Client

from chat.models import Conversation
from tests.chat.peers import Keys, code, console, post, share

VISITOR_POSTS = {
    "/chat/api/start/": {
        "conv": "A" * 22,
        "team": "chat",
        "ver": 1,
        "suite": 1,
        "wrap": "A" * 151,
    },
    "/chat/api/share/": share(),
    "/chat/api/share/take/": {"id": share()["id"]},
    "/chat/api/code/": code()[0],
    "/chat/api/resume/": code()[1],
}
BARE_POSTS = ["/chat/api/hide/", "/chat/api/leave/"]
CONSOLE_GETS = [
    "/console/api/keys/",
    "/console/api/queue/",
    "/console/api/conversations/AAAAAAAAAAAAAAAAAAAAAA/",
]
CONSOLE_POSTS = {
    "/console/api/vault/": {"vault": {}},
    "/console/api/team-key/": {
        "ver": 1,
        "suite": 1,
        "pub": "A" * 87,
        "ct": "A" * 200,
        "sig": "A" * 86,
    },
    "/console/api/grants/": {
        "login": "ivo",
        "ver": 1,
        "ct": "A" * 200,
        "sig": "A" * 86,
    },
    "/console/api/ready/": {"ready": True},
}
WITH_BODY = VISITOR_POSTS | CONSOLE_POSTS
HOSTILE = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"\xff\xfe\x00",
    b'"text"',
    b"[" * 5000,
    b'{"a":' * 5000,
    b"1" * 5000,
    b"NaN",
    b'{"conv":{"$ne":1}}',
    b" " * 40_000 + b"{}",
]
WRONG = [
    None,
    True,
    -1,
    2**70,
    1.5,
    float("nan"),
    "",
    "\0",
    "\ud800",
    "'; --",
    "é" * 22,
    [],
    {},
    "A" * 30_000,
]


def client_for(path, ana):
    if path.startswith("/console"):
        return console(ana)
    host = settings.CHAT_ORIGIN.partition("://")[2]
    return Client(headers={"host": host, "origin": settings.CHAT_ORIGIN})


@pytest.mark.parametrize("path", WITH_BODY)
@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: repr(body[:12]))
def test_a_hostile_body_is_not_of_the_shape(path, body, ana, team_key):
    answer = post(client_for(path, ana), path, body)
    assert answer.status_code == 400
    assert answer.json() == {"code": "shape"}


@pytest.mark.parametrize("path", WITH_BODY)
def test_every_field_is_checked_and_none_is_too_many(path, ana, team_key):
    client, good = client_for(path, ana), WITH_BODY[path]
    bodies = [good | {"more": 1}]
    for name in good:
        bodies.append({key: good[key] for key in good if key != name})
        bodies += [good | {name: wrong} for wrong in WRONG if wrong != good[name]]
    for body in bodies:
        answer = post(client, path, json.dumps(body))
        assert answer.status_code in {400, 404, 410}, (body, answer.content)
        if answer.status_code != 400:
            # A name that no member has, or a session that nobody has, is well formed.
            assert answer.json()["code"] in {"unknown", "gone", "not_member"}
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("path", [*WITH_BODY, *BARE_POSTS])
def test_looking_is_not_posting(path, ana, team_key):
    client = client_for(path, ana)
    for method in (client.get, client.put, client.delete):
        assert method(path).status_code == 405


@pytest.mark.parametrize("path", ["/chat/api/team/", *CONSOLE_GETS])
def test_posting_is_not_looking(path, ana, team_key):
    assert post(client_for(path, ana), path, {}).status_code == 405


@pytest.mark.parametrize("path", [*VISITOR_POSTS, *BARE_POSTS])
@pytest.mark.parametrize(
    "origin", [None, "null", settings.SITE_ORIGIN, settings.CHAT_ORIGIN + "/"]
)
def test_visitors_post_from_our_page_only(path, origin, alma, alma_talks):
    headers = {"origin": origin} if origin else {}
    host = settings.CHAT_ORIGIN.partition("://")[2]
    other = Client(headers={"host": host} | headers)
    other.cookies = alma.cookies
    body = VISITOR_POSTS.get(path, {})
    assert post(other, path, body).status_code == 403
    kept = Conversation.objects.get()
    assert kept.session_hash is not None
    assert kept.state == Conversation.WAITING


@pytest.mark.parametrize("path", [*CONSOLE_GETS, *CONSOLE_POSTS])
def test_a_stranger_is_told_to_log_in_and_nothing_else(path, alma, alma_talks):
    path = path.replace("A" * 22, alma_talks.conv)
    body = CONSOLE_POSTS.get(path)
    answer = post(alma, path, body) if body else alma.get(path)
    assert answer.status_code == 401
    assert answer.json() == {"code": "session"}


@pytest.mark.parametrize("path", [*CONSOLE_GETS, *CONSOLE_POSTS])
def test_for_an_editor_there_is_no_console(path, eva, team_key):
    body = CONSOLE_POSTS.get(path)
    client = console(eva)
    answer = post(client, path, body) if body else client.get(path)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", CONSOLE_POSTS)
def test_a_console_posts_with_a_token_only(path, ana, team_key):
    client = console(ana, enforce_csrf_checks=True)
    assert post(client, path, CONSOLE_POSTS[path]).status_code == 403


@pytest.mark.parametrize("path", [*WITH_BODY, *BARE_POSTS, *CONSOLE_GETS])
def test_the_portal_has_none_of_it(path, reader, team_key):
    assert reader.get(path).status_code == 404
    assert post(reader, path, WITH_BODY.get(path, {})).status_code in {403, 404}


@pytest.mark.parametrize(
    ("field", "value"),
    [("cred", "\0"), ("cred", "\ud800"), ("cred", 5), ("iter", 2**80), ("iter", True)],
)
def test_a_vault_with_something_else_in_it_is_not_kept(ana, field, value):
    vault = Keys("ana", iterations=600_000).vault
    vault["slots"][0][field] = value
    assert (
        post(console(ana), "/console/api/vault/", {"vault": vault}).status_code == 400
    )
