"""Visitors and a counsellor without a browser: real keys, real sockets, much to say."""

import json
import threading
import time
import urllib.request
from collections import Counter
from contextlib import suppress

from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect

from chat.e2ee.boxes import from_base64url, to_base64url
from chat.e2ee.checks import team_id
from chat.e2ee.conversation import TeamKey
from tests.chat.peers import Visitor

# Twenty frames a second are allowed, and the answers come fast on a quick machine.
PAUSE_S = 0.06
# Waits for what must come; nothing is asserted about how long it took.
ANSWER_WITHIN_S = 240
TRY_AGAIN_S = 0.05

CLAIM_ALL = """
from django.conf import settings
from chat import claims
from chat.models import Conversation
from platform_site.staff.models import User
from platform_site.staff.sessions import ChatSession
ana = User.objects.get(login="ana")
session = ChatSession()
session["_auth_user_id"] = str(ana.pk)
session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[-1]
session["_auth_user_hash"] = ana.get_session_auth_hash()
session["second_factor"] = True
session.save()
for conv in Conversation.objects.values_list("pk", flat=True):
    claims.claim(conv, ana.pk)
print("cookie", settings.CHAT_COOKIE_NAME + "=" + session.session_key)
"""


class Line(threading.Thread):
    """One page: says something, waits for the answer, says the next; never gives up."""

    def __init__(self, servers, path, cookie, sides):
        super().__init__(daemon=True)
        self.servers, self.path, self.cookie = list(servers), path, cookie
        self.sides = sides
        self.acknowledged, self.byes, self.closes = [], [], []
        self.unanswered = None
        self.done = threading.Event()
        self.trouble = None

    def run(self):
        try:
            while not self.done.is_set() or self.unanswered:
                with suppress(OSError, InvalidHandshake, ConnectionClosed):
                    self._talk()
                time.sleep(TRY_AGAIN_S)
        except Exception as error:
            self.trouble = error
            raise

    def _talk(self):
        server = self.servers[0]
        self.servers.append(self.servers.pop(0))
        with dial(server, self.path, self.cookie) as socket:
            try:
                at = [[side.conv, 0] for side in self.sides]
                self._ask(socket, "ready", "hello", v=1, at=at)
                while not self.done.is_set() or self.unanswered:
                    self._send_one(socket)
            except ConnectionClosed as closed:
                self.closes.append(closed.rcvd.code if closed.rcvd else None)
                # The last word may have come while this side was speaking.
                while True:
                    self._hear(socket, timeout=0)

    def _send_one(self, socket):
        side = self.sides[0]
        self.unanswered = self.unanswered or side.seal()
        env = to_base64url(self.unanswered)
        self._ask(socket, "ack", "send", c=side.conv, env=env)
        self.acknowledged.append(self.unanswered)
        self.unanswered = None
        self.sides.append(self.sides.pop(0))
        time.sleep(PAUSE_S)

    def _ask(self, socket, wanted, kind, **fields):
        """Says it again whenever a busy server says: later."""
        say(socket, kind, **fields)
        while (frame := self._hear(socket, timeout=ANSWER_WITHIN_S))["type"] != wanted:
            if frame["type"] == "refused":
                assert frame["again"], frame
                time.sleep(frame["after_ms"] / 1000)
                say(socket, kind, **fields)

    def _hear(self, socket, *, timeout):
        frame = json.loads(socket.recv(timeout=timeout))
        if frame["type"] == "bye":
            self.byes.append(frame)
        return frame


class Crowd:
    """Some visitors, all with Ana, on these servers; everybody talks until `stop`."""

    def __init__(self, *servers, visitors=3):
        first = servers[0]
        self.visitors = [open_conversation(first) for _ in range(visitors)]
        printed = first.manage("shell", "-c", CLAIM_ALL)
        cookie = printed.rpartition("cookie ")[2].strip()
        turned = [
            servers[i % len(servers) :] + servers[: i % len(servers)] for i in range(9)
        ]
        self.lines = [
            Line(turned[i], "/ws/chat/", cookie_, [visitor])
            for i, (visitor, cookie_) in enumerate(self.visitors)
        ]
        sides = [visitor.counsellor() for visitor, _ in self.visitors]
        self.lines.append(Line(turned[1], "/ws/console/", cookie, sides))

    def start(self):
        for line in self.lines:
            line.start()
        return self

    def say_more(self, messages):
        """Until everybody got so many more acknowledgements."""
        wanted = {line: len(line.acknowledged) + messages for line in self.lines}
        deadline = time.monotonic() + ANSWER_WITHIN_S
        while any(len(line.acknowledged) < n for line, n in wanted.items()):
            self.check()
            assert time.monotonic() < deadline, "somebody is no longer answered"
            time.sleep(TRY_AGAIN_S)

    def stop(self):
        for line in self.lines:
            line.done.set()
        for line in self.lines:
            line.join(ANSWER_WITHIN_S)
            assert not line.is_alive()
        self.check()

    def check(self):
        for line in self.lines:
            if line.trouble:
                raise line.trouble

    @property
    def acknowledged(self):
        return [bytes(env) for line in self.lines for env in list(line.acknowledged)]

    @property
    def byes(self):
        return [bye for line in self.lines for bye in line.byes]

    @property
    def closes(self):
        return [code for line in self.lines for code in line.closes]


def dial(server, path, cookie, **options):
    url = server.chat.replace("http", "ws", 1) + path
    # Who is on a busy machine is late, not gone: the product looks after that itself.
    patient = {"open_timeout": ANSWER_WITHIN_S, "ping_interval": None}
    options = patient | {"origin": server.chat} | options
    return connect(url, additional_headers={"Cookie": cookie}, **options)


def say(socket, kind, **fields):
    socket.send(json.dumps({"type": kind} | fields))


def stored(server):
    """Every envelope the database holds, and how often."""
    rows = server.rows("SELECT envelope FROM chat_event WHERE kind = 'message'")
    return Counter(bytes(envelope) for (envelope,) in rows)


def open_conversation(server):
    """A visitor with a conversation of their own, and the cookie to it."""
    with urllib.request.urlopen(f"{server.chat}/chat/api/team/") as answer:
        team = json.load(answer)
    pub = from_base64url(team["pub"])
    visitor = Visitor(TeamKey(team_id(team["team"]), team["ver"], team["suite"], pub))
    headers = {"Origin": server.chat, "Content-Type": "application/json"}
    request = urllib.request.Request(
        f"{server.chat}/chat/api/start/", json.dumps(visitor.opening).encode(), headers
    )
    with urllib.request.urlopen(request) as answer:
        return visitor, answer.headers["Set-Cookie"].partition(";")[0]
