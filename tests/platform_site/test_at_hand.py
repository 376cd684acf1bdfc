"""What lies ready is sent by the server itself, with no application in between."""

import asyncio

import pytest
from twisted.internet.testing import StringTransport

from platform_site.page_cache.wrapper import LOOK_EVERY_S, PageCache
from platform_site.server import Server
from tests.platform_site.asking import HOST, Site, ask, scope


@pytest.fixture
async def cache():
    cache = PageCache(Site())
    cache.news.known, cache.news.looked_at = 0, float("inf")
    return cache


async def test_nothing_is_at_hand_before_somebody_had_it_made(cache):
    assert cache.at_hand(scope()) is None
    await ask(cache)
    assert cache.at_hand(scope())


@pytest.mark.parametrize("how", [{}, {"method": "HEAD"}, {"accept_encoding": "gzip"}])
async def test_what_is_at_hand_is_what_the_application_would_say(cache, how):
    said = await ask(cache, **how)
    start, body = cache.at_hand(scope(**how))
    assert (start["status"], dict(start["headers"])) == (said.status, said.headers)
    assert body["body"] == said.body


async def test_who_has_it_already_is_told_so_at_once(cache):
    tag = (await ask(cache)).headers[b"etag"].decode()
    start, body = cache.at_hand(scope(if_none_match=tag))
    assert (start["status"], body["body"]) == (304, b"")


@pytest.mark.parametrize("how", [{"query": b"a"}, {"cookie": "a=b"}, {"path": "/x/"}])
async def test_what_is_not_asked_like_anybody_is_never_at_hand(cache, how):
    await ask(cache)
    assert cache.at_hand(scope(**how)) is None


async def test_nothing_is_at_hand_when_it_is_time_to_look_for_changes(cache):
    await ask(cache)
    cache.news.age_s = lambda: LOOK_EVERY_S + 1
    assert cache.at_hand(scope()) is None


class Line:
    """A connection to a server of which every page is at hand, without a network."""

    def __init__(self):
        self.left_over = []
        self.server = Server(
            application=self.application,
            leave=None,
            at_hand=self.at_hand,
            room=9,
            endpoints=["none"],
            server_name="",
        )
        self.server.connections = {}
        self.channel = self.server.http_factory.buildProtocol(None)
        self.transport = StringTransport()
        self.channel.makeConnection(self.transport)

    def at_hand(self, scope):
        body = scope["path"].encode()
        headers = [(b"content-length", b"%d" % len(body)), (b"etag", b'"a"')]
        return (
            {"type": "http.response.start", "status": 200, "headers": headers},
            {"type": "http.response.body", "body": body},
        )

    async def application(self, scope, receive, send):
        self.left_over.append(scope["path"])
        for message in self.at_hand(scope):
            await send(message)

    def ask(self, *paths, method="GET", more=""):
        head = f"HTTP/1.1\r\nHost: {HOST}\r\n{more}\r\n"
        asked = "".join(f"{method} {path} {head}" for path in paths)
        self.channel.dataReceived(asked.encode())

    def close(self):
        self.channel.setTimeout(None)


@pytest.fixture
async def line():
    line = Line()
    yield line
    line.close()


async def test_it_is_sent_before_anything_else_happens_and_leaves_nothing(line):
    line.ask("/a")
    assert line.transport.value() == (
        b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nETag: "a"\r\n\r\n/a'
    )
    assert not line.left_over
    assert not line.server.connections


async def test_of_many_that_come_in_one_piece_only_the_first_goes_before(line):
    line.ask("/a", "/b", "/c")
    assert line.transport.value().endswith(b"/a")
    assert set(line.server.connections) == set(line.channel.requests)
    while line.channel.requests:
        await asyncio.sleep(0)
    sent = line.transport.value().split(b"HTTP/1.1 200 OK")
    assert [each[-2:] for each in sent[1:]] == [b"/a", b"/b", b"/c"]
    assert line.left_over[0] == "/b"


async def test_the_next_piece_is_answered_at_once_again(line):
    for path in ("/a", "/b"):
        line.ask(path)
        assert line.transport.value().endswith(path.encode())
    assert not line.left_over


async def test_a_reader_who_wants_to_close_is_told_so_and_let_go(line):
    line.ask("/a", more="Connection: close\r\n")
    assert b"Connection: close\r\n" in line.transport.value()
    assert line.transport.disconnecting


async def test_head_gets_the_length_and_no_page(line):
    line.ask("/a", method="HEAD")
    assert b"Content-Length: 2\r\n" in line.transport.value()
    assert line.transport.value().endswith(b"\r\n\r\n")
