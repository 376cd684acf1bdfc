"""Half a question costs a place at the door, never a conversation."""

import socket

import pytest

from tests.e2e.talkers import Crowd, open_conversation

ROOM = 16
HALVES = [
    b"",
    b"GET /chat/ HTTP/1.1\r\nHost: nobody\r\n",
    b"POST /chat/api/leave/ HTTP/1.1\r\nHost: nobody\r\nContent-Length: 9\r\n\r\n{",
    b"GET /ws/chat/ HTTP/1.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\n",
]


@pytest.fixture
def come(server):
    """So many connections that never finish what they ask."""
    opened = []

    def come(number):
        for at in range(number):
            one = socket.create_connection(("127.0.0.1", server.ports[1]), timeout=240)
            one.sendall(HALVES[at % len(HALVES)])
            opened.append(one)
        return opened[-number:]

    yield come
    for one in opened:
        one.close()


@pytest.fixture
def server(start_server):
    return start_server(CONNECTIONS_WAITING=str(ROOM), CONVERSATIONS_AT_ONCE="9")


def turned_out(one):
    try:
        return one.recv(1) == b""
    except ConnectionResetError:
        return True


def test_who_asks_half_a_question_makes_room_and_others_go_on_talking(server, come):
    crowd = Crowd(server, visitors=1).start()
    crowd.say_more(1)
    first = come(ROOM)
    come(3 * ROOM)
    assert all(turned_out(one) for one in first)
    crowd.say_more(2)
    crowd.stop()
    # Nobody who was talking paid for it, and who comes now is let in.
    assert not crowd.closes
    open_conversation(server)
