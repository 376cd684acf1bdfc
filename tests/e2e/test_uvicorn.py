"""The server is a choice: the same promises on uvicorn, started as documented.

UVICORN=1 runs any other test of this folder on it.
"""

import json
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from chat.realtime import frames
from tests.e2e import (
    test_conversation,
    test_nothing_lost,
    test_serving,
    test_without_websocket,
)
from tests.e2e.talkers import dial, open_conversation, say
from tests.e2e.test_nothing_lost import talking  # noqa: F401
from tests.e2e.test_without_websocket import talking as polling  # noqa: F401
from tests.e2e.uvicorn_server import UvicornServer

# More than the server takes, more than a frame of ours may hold, and no frame at all.
TOO_LARGE = [("x" * 70_000, 1009), ("x" * 40_000, 4413), (b"{}", 4400)]


@pytest.fixture
def server_kind():
    return UvicornServer


@pytest.fixture
def alma(server):
    return open_conversation(server)


def closed(socket):
    """The code of the close, and the last word before it."""
    words = [None]
    with pytest.raises(ConnectionClosed) as end:
        words.extend(iter(lambda: json.loads(socket.recv(timeout=240)), "no end"))
    return end.value.rcvd.code, words[-1]


def test_a_visitor_and_a_counsellor_talk(server, visitor, counsellor):
    test_conversation.test_a_visitor_and_a_counsellor_talk(server, visitor, counsellor)
    server.stop()
    assert "ERROR" not in server.log.read_text()


def test_a_killed_server_loses_nothing(server, talking):  # noqa: F811
    test = test_nothing_lost.test_what_was_written_without_a_server_goes_out_by_itself
    test(server, talking)


def test_without_sockets_they_talk_all_the_same(server, polling):  # noqa: F811
    test = test_without_websocket
    test.test_without_sockets_both_sides_talk_and_a_reload_keeps_everything(
        server, polling
    )


def test_a_foreign_page_gets_no_socket(server, alma):
    with pytest.raises(InvalidStatus) as refused:
        dial(server, "/ws/chat/", alma[1], origin="http://elsewhere.test")
    assert refused.value.response.status_code == 403


def test_lines_end_with_their_codes(server, alma):
    for sent, code in TOO_LARGE:
        with dial(server, "/ws/chat/", alma[1]) as socket:
            say(socket, "hello", v=1, at=[[alma[0].conv, 0]])
            socket.send(sent)
            assert closed(socket)[0] == code
    with dial(server, "/ws/chat/", alma[1]) as socket:
        say(socket, "hello", v=1, at=[[alma[0].conv, 0]])
        with suppress(ConnectionClosed):
            for _ in range(2 * frames.BURST):
                say(socket, "typing", c=alma[0].conv, on=True)
        ended, word = closed(socket)
        assert (ended, word["code"]) == (4429, "rate")
    with dial(server, "/ws/chat/", "visitor=nobody") as socket:
        ended, word = closed(socket)
        assert (ended, word["code"]) == (4401, "session")
    test_serving.test_neither_address_nor_agent_nor_referrer_reaches_a_file(server)
    test_serving.test_a_request_that_is_none_is_not_logged_with_its_address(server)
    assert "HTTP/" not in server.log.read_text()
