"""The lines tests cut and freeze must do so, or outages prove nothing."""

import socket
from contextlib import suppress

import pytest

from tests.e2e.proxy import DOWN, UP, Line
from tests.e2e.server import VISITOR_ADDRESS

PATIENCE_S, SILENCE_S = 240, 0.3


@pytest.fixture
def far():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(PATIENCE_S)
        yield listening


@pytest.fixture
def line(far):
    made = Line(far.getsockname(), source=VISITOR_ADDRESS, record=True)
    yield made
    made.close()


@pytest.fixture
def ends(far, line):
    """Both ends of one connection over the line, and the address the far end sees."""
    near = socket.create_connection(("127.0.0.1", line.port), timeout=PATIENCE_S)
    other, address = far.accept()
    other.settimeout(PATIENCE_S)
    yield near, other, address[0]
    near.close()
    other.close()


def silent(end):
    end.settimeout(SILENCE_S)
    try:
        return end.recv(10) == b"" and "closed"
    except TimeoutError:
        return "silent"
    finally:
        end.settimeout(PATIENCE_S)


def test_the_far_end_sees_the_visitors_address(ends):
    assert ends[2] == VISITOR_ADDRESS


def test_what_is_sent_arrives_and_is_recorded(ends, line):
    near, other, _address = ends
    near.sendall(b"up")
    other.sendall(b"down")
    assert (other.recv(10), near.recv(10)) == (b"up", b"down")
    assert bytes(line.sent) == b"up"


def test_a_cut_line_breaks_and_refuses(ends, line):
    line.cut()
    with suppress(ConnectionError):
        assert ends[0].recv(10) == b""
    address = ("127.0.0.1", line.port)
    with (
        suppress(ConnectionError),
        socket.create_connection(address, PATIENCE_S) as again,
    ):
        assert again.recv(10) == b""


def test_a_healed_line_connects_again(far, line):
    line.cut()
    line.heal()
    with socket.create_connection(("127.0.0.1", line.port), timeout=PATIENCE_S) as near:
        other, _address = far.accept()
        near.sendall(b"again")
        assert other.recv(10) == b"again"
        other.close()


def test_a_frozen_line_delivers_after_healing(ends, line):
    near, other, _address = ends
    line.freeze()
    near.sendall(b"late")
    assert silent(other) == "silent"
    line.heal()
    assert other.recv(10) == b"late"


@pytest.mark.parametrize("lost", [UP, DOWN])
def test_one_direction_can_be_lost_while_the_other_flows(ends, line, lost):
    near, other, _address = ends
    line.lose(lost)
    sender, receiver = (near, other) if lost == UP else (other, near)
    sender.sendall(b"lost")
    receiver.sendall(b"kept")
    assert sender.recv(10) == b"kept"
    assert silent(receiver) == "silent"


def answer_to(line, head, *, within_s):
    with socket.create_connection(("127.0.0.1", line.port), timeout=PATIENCE_S) as near:
        near.sendall(head)
        with suppress(TimeoutError):
            near.settimeout(within_s)
            return near.recv(100)
    return b""


def test_a_line_can_refuse_sockets_and_let_pages_pass(far, line):
    get = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n"
    line.refuse_sockets()
    upgrade = get + b"Upgrade: websocket\r\n\r\n"
    refusal = answer_to(line, upgrade, within_s=PATIENCE_S)
    assert refusal.startswith(b"HTTP/1.1 403")
    assert answer_to(line, get + b"\r\n", within_s=SILENCE_S) == b""
    other, _address = far.accept()
    head = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert other.recv(1000) == head
    other.close()
    line.heal()
    answer_to(line, upgrade, within_s=SILENCE_S)
    other, _address = far.accept()
    assert b"Upgrade" in other.recv(1000)
    other.close()
