import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.e2e.modes import in_both_modes
from tests.e2e.server import ROOT, VISITOR_ADDRESS

NOBODY = "agent-nobody-may-keep"


def ask(url, **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(url, headers=headers))
    except urllib.error.HTTPError as refused:
        return refused


@in_both_modes
def test_both_origins_are_served_without_naming_the_server(server):
    for origin in (server.site, server.chat):
        answer = ask(origin + "/")
        assert answer.status < 500
        assert answer.headers["Server"] is None


@in_both_modes
def test_a_killed_server_comes_back_on_the_same_addresses(server):
    server.kill()
    with pytest.raises(OSError, match=r"closed|reset|refused|without response"):
        ask(server.site + "/")
    server.start()
    assert ask(server.site + "/").status < 500


def test_a_server_that_is_asked_to_stop_ends_well(server):
    assert server.stop() == 0


def test_an_address_that_is_taken_is_said_in_one_sentence(server):
    words = [sys.executable, "manage.py", "serve", "--no-housekeeping"]
    done = subprocess.run(
        words, cwd=ROOT, env=server.env, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Cannot listen: ")
    assert "Traceback" not in done.stderr


def test_neither_address_nor_agent_nor_referrer_reaches_a_file(server):
    headers = {"User-Agent": NOBODY, "Referer": f"https://{NOBODY}/"}
    for path in ("/", "/no-such-page/", "/chat/", "/chat/api/team/"):
        for origin in (server.site, server.chat):
            ask(origin + path, X_Forwarded_For=VISITOR_ADDRESS, **headers)
    assert NOBODY.encode() in server.sent_by_browsers()
    written = [path for path in server.var.rglob("*") if path.is_file()]
    assert server.log in written
    for path in written:
        held = path.read_bytes()
        assert NOBODY.encode() not in held, path
        assert VISITOR_ADDRESS.encode() not in held, path


def test_a_request_that_is_none_is_not_logged_with_its_address(server):
    with socket.create_connection(("127.0.0.1", server.chat_line.port)) as line:
        line.sendall(b"GET /\x00 HTTP/1.1\r\nHost: nobody\r\n\r\n")
        assert b" 400 " in line.recv(1024)
    assert b"GET /\x00" in server.sent_by_browsers()
    assert VISITOR_ADDRESS not in server.log.read_text()
