"""What a page for readers costs: from its copy, made anew, and beside a static file."""

import re
import socket
import time
from dataclasses import dataclass

from tests.bench import servers
from tests.bench.installations import LARGE, SMALL
from tests.e2e.server import manage
from tests.e2e.stores import free_port

DOOR, SEARCH, FILE = "/voor-mezelf/", "/zoeken/", "/static/css/app.css"
ARTICLE = re.compile(rb'href="(/[\w-]+/[\w-]+/[\w-]+/)"')
# Goes past the copies, and is all that is different.
PAST = "?x"
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
TAG = re.compile(rb"etag: (\S+)", re.IGNORECASE)


@dataclass
class Page:
    name: str
    kib: float
    # All in requests per second of CPU of the server.
    copy: float
    unchanged: float
    anew: float
    file: float

    @property
    def times_anew(self):
        return self.copy / self.anew

    @property
    def times_file(self):
        return self.copy / self.file


class Reader:
    """A browser's connection that stays open."""

    def __init__(self, process, host):
        self.process, self.host = process, host
        self.socket = socket.create_connection(("127.0.0.1", process.port))
        self.file = self.socket.makefile("rb")

    def get(self, path, *more):
        lines = [f"GET {path} HTTP/1.1", f"Host: {self.host}", *more]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        head = b"".join(iter(self.file.readline, b"\r\n"))
        assert head.split()[1] in {b"200", b"304"}, head
        length = LENGTH.search(head)
        return head, self.file.read(int(length[1])) if length else self._chunks(head)

    def _chunks(self, head):
        if head.split()[1] == b"304":
            return b""
        body = b""
        while size := int(self.file.readline(), 16):
            body += self.file.read(size)
            self.file.readline()
        self.file.readline()
        return body

    def per_cpu_s(self, path, *more, seconds):
        for _ in range(20):
            self.get(path, *more)
        count, used, until = 0, self.process.cpu_s(), time.monotonic() + seconds
        while time.monotonic() < until:
            self.get(path, *more)
            count += 1
        return count / max(0.01, self.process.cpu_s() - used)


def run(installations, *, quick):
    for kind in [SMALL] if quick else [SMALL, LARGE]:
        yield from of(installations, kind, seconds=2 if quick else 6)


def of(installations, kind, *, seconds):
    with installations.new(kind) as place:
        port = free_port()
        host = f"127.0.0.1:{port}"
        origins = {
            "SITE_ORIGIN": f"http://{host}",
            "CHAT_ORIGIN": f"http://127.0.0.1:{free_port()}",
        }
        env = place.environment(**origins, LISTEN=host)
        manage("collectstatic", "--no-input", "--verbosity", "0", env=env)
        manage("demo", env=env)
        words = ["manage.py", "serve", "--no-housekeeping"]
        log = place.var / "server.log"
        process = servers.Process(words, env=env, port=port, log=log)
        with servers.running(process):
            yield from measured(Reader(process, host), kind, seconds=seconds)


def measured(reader, kind, *, seconds):
    zipped = "Accept-Encoding: gzip"
    file = reader.per_cpu_s(FILE, zipped, seconds=seconds)
    article = ARTICLE.search(reader.get(DOOR)[1])[1].decode()
    for name, path in (("home", "/"), ("an article", article), ("search", SEARCH)):
        head, body = reader.get(path, zipped)
        had = f"If-None-Match: {TAG.search(head)[1].decode()}"
        yield Page(
            f"{name}, {kind}",
            kib=len(body) / 1024,
            copy=reader.per_cpu_s(path, zipped, seconds=seconds),
            unchanged=reader.per_cpu_s(path, zipped, had, seconds=seconds),
            anew=reader.per_cpu_s(path + PAST, zipped, seconds=seconds),
            file=file,
        )
