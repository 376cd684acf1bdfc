"""The processes that are measured, started as they are in use."""

import socket
import subprocess
import sys
from contextlib import contextmanager

from tests.bench import figures
from tests.e2e.server import ROOT
from tests.e2e.stores import free_port, wait_for


class Process:
    """A server of its own, that answers on one port."""

    def __init__(self, words, *, env, port, log):
        self.port = port
        self.log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, *words], cwd=ROOT, env=env, stdout=out, stderr=out
            )
        self.pid = self.process.pid

    def wait(self):
        wait_for(self._answers)

    def _answers(self):
        if self.process.poll() is not None:
            raise AssertionError(self.log.read_text(errors="replace")[-4000:])
        with socket.socket() as probe:
            return not probe.connect_ex(("127.0.0.1", self.port))

    def cpu_s(self):
        return figures.cpu_s(self.pid)

    def rss_kib(self):
        return figures.rss_kib(self.pid)

    def end(self):
        self.process.kill()
        self.process.wait()


@contextmanager
def running(*processes):
    try:
        for process in processes:
            process.wait()
        yield
    finally:
        for process in processes:
            process.end()


@contextmanager
def web(installation, *, count=1, chat_port=None, **settings):
    """So many web processes of the product on these stores.

    Housekeeping is another process in production, and is not what is measured.
    """
    ports = [free_port() for _ in range(count)]
    chat_port = chat_port or ports[0]
    origins = {
        "SITE_ORIGIN": f"http://127.0.0.1:{free_port()}",
        "CHAT_ORIGIN": f"http://127.0.0.1:{chat_port}",
    }
    env = installation.environment(**origins, **settings)
    log = installation.var / "server.log"
    words = ["manage.py", "serve", "--no-housekeeping"]
    processes = [
        Process(words, env=env | {"LISTEN": f"127.0.0.1:{port}"}, port=port, log=log)
        for port in ports
    ]
    with running(*processes):
        yield processes


@contextmanager
def peer(name, installation):
    """One of the comparisons."""
    process = module(name, installation, free_port())
    with running(process):
        yield process


def module(name, installation, port, *words):
    """`python -m tests.bench.<name> PORT …`, not yet waited for."""
    command = ["-m", f"tests.bench.{name}", str(port), *words]
    log = installation.var / f"{name}.log"
    return Process(command, env=installation.environment(), port=port, log=log)
