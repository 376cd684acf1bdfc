"""The two sides of a conversation as their browsers are: with real keys."""

import json
import os

from django.conf import settings
from django.test import Client

from chat.e2ee.boxes import from_base64url, label, sha256, to_base64url
from chat.e2ee.checks import auth_hash, team_id, user_id
from chat.e2ee.conversation import TeamKey, message_keys, new_conversation
from chat.e2ee.envelope import open_envelope, seal_envelope
from chat.e2ee.grants import make_team_key, seal_grant
from chat.e2ee.header import TEAM, TEXT, VISITOR, Header
from chat.e2ee.vault import create_vault
from platform_site.staff.sessions import ChatSession

STREAM_BYTES = 8


def post(client, path, body, **extra):
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(path, content, content_type="application/json", **extra)


class Side:
    """Seals in order, opens what the other side sealed."""

    def __init__(self, kc, conv, role):
        self.id, self.role = conv, role
        self.conv = to_base64url(conv)
        self.keys = message_keys(kc, conv)
        self.renew()

    def renew(self):
        """A page that was loaded again begins a new stream."""
        self.stream, self.ctr = os.urandom(STREAM_BYTES), 0

    def seal(self, text="Hallo.", **changes):
        chain = sha256(label("chain", self.id))
        fields = {
            "conv": self.id,
            "kind": TEXT,
            "role": self.role,
            "stream": self.stream,
            "ctr": self.ctr,
            "ack_n": 0,
            "ack_hash": chain,
        }
        header = Header(**(fields | changes))
        if "ctr" not in changes:
            self.ctr += 1
        payload = json.dumps({"t": "text", "b": text, "n": "", "l": "nl"})
        return seal_envelope(self.keys, header, payload.encode())

    def open(self, envelope):
        raw = from_base64url(envelope) if isinstance(envelope, str) else envelope
        return json.loads(open_envelope(self.keys, self.id, raw).payload)["b"]


class Visitor(Side):
    """A visitor's page: key, conversation and what it posts to begin."""

    def __init__(self, team_key):
        self.kc, conv, wrap = new_conversation(team_key)
        super().__init__(self.kc, conv, VISITOR)
        self.opening = {
            "conv": self.conv,
            "team": "chat",
            "ver": team_key.ver,
            "suite": team_key.suite,
            "wrap": to_base64url(wrap),
        }

    def counsellor(self):
        """The other side, as whoever opened the wrap is."""
        return Side(self.kc, self.id, TEAM)


class Keys:
    """A counsellor's own keys, and the team key when this one made it."""

    def __init__(self, login, iterations=1):
        self.login = login
        self.vault, self.identity = create_vault(
            user_id(login), "zeven woorden", iterations=iterations
        )

    def new_team_key(self, ver=1) -> TeamKey:
        return make_team_key(team_id("chat"), ver=ver)

    def grant(self, key, other=None):
        to = other or self
        sealed = seal_grant(self.identity, key, user_id(to.login), to.vault["pub"])
        return {"ct": to_base64url(sealed.ct), "sig": to_base64url(sealed.sig)}


def code(value=b"\1" * 32, wrap=b"\2" * 60, kdf=1):
    """What registers a return code, and what comes back with it."""
    take = {
        "kdf": kdf,
        "auth_hash": to_base64url(auth_hash(value)),
        "wrap": to_base64url(wrap),
    }
    return take, {"kdf": kdf, "auth": to_base64url(value)}


def share(number=1):
    return {"id": to_base64url(bytes([number]) * 16), "b": to_base64url(b"b" * 32)}


def console(user, **options):
    """This member's browser on the chat's origin, logged in."""
    host = settings.CHAT_ORIGIN.partition("://")[2]
    client = Client(headers={"host": host, "origin": settings.CHAT_ORIGIN}, **options)
    client.cookies[settings.CHAT_COOKIE_NAME] = _session(user).session_key
    return client


def _session(user):
    session = ChatSession()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[-1]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    return session
