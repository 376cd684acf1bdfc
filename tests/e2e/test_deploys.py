"""A new version is put in place while people talk, and nobody loses a word."""

import signal
import socket
import sqlite3
from contextlib import contextmanager

import pytest

from tests.e2e.modes import in_production_mode
from tests.e2e.server import Server
from tests.e2e.stores import wait_for
from tests.e2e.talkers import Crowd, dial, open_conversation, say, stored
from tests.e2e.uvicorn_server import UvicornServer


@contextmanager
def talking(*servers):
    crowd = Crowd(*servers).start()
    crowd.say_more(3)
    yield crowd
    crowd.say_more(3)
    crowd.stop()
    held = stored(servers[0])
    assert set(held.values()) == {1}
    assert held.keys() == set(crowd.acknowledged)


@contextmanager
def writing(server):
    """Somebody else holds the database."""
    with sqlite3.connect(server.var / "zijstap.sqlite3", timeout=240) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.rollback()


def refuses(server):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", server.ports[0])) != 0


@pytest.fixture
def roomy(start_server):
    return lambda: start_server(CONVERSATIONS_AT_ONCE="9")


@pytest.mark.parametrize(
    ("server_kind", "ends_with"),
    # The other server ends with the signal it was sent, whatever we do.
    [(Server, 0), (UvicornServer, -signal.SIGTERM)],
)
def test_a_restart_loses_and_doubles_nothing_and_says_goodbye(roomy, ends_with):
    server = roomy()
    with talking(server) as crowd:
        assert server.stop() == ends_with
        kept = stored(server)
        assert set(crowd.acknowledged) <= kept.keys()
        server.start()
    assert all(line.byes for line in crowd.lines)
    assert {bye["code"] for bye in crowd.byes} == {"restart"}
    assert set(crowd.closes) == {1012}
    pauses = [bye["after_ms"] for bye in crowd.byes]
    assert len(set(pauses)) > 1
    assert all(0 <= pause <= 5000 for pause in pauses)


@in_production_mode
def test_two_processes_restarted_in_turn_lose_and_double_nothing(roomy):
    one, other = roomy(), roomy()
    with talking(one, other) as crowd:
        for server in (one, other):
            assert server.stop() == 0
            crowd.say_more(2)
            server.start()
            crowd.say_more(2)
        assert {bye["code"] for bye in crowd.byes} == {"restart"}


def test_a_process_that_is_asked_twice_ends_at_once(server):
    visitor, cookie = open_conversation(server)
    # Nothing can be stored while somebody else writes: leaving in order has to wait.
    with dial(server, "/ws/chat/", cookie) as line, writing(server):
        say(line, "hello", v=1, at=[[visitor.conv, 0]])
        server.process.send_signal(signal.SIGTERM)
        wait_for(lambda: refuses(server))
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(240) == -signal.SIGTERM
