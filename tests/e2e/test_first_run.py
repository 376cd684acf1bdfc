"""Somebody new does what the README says, in an empty clone, and nothing else."""

import os
import random
import re
import signal
import socket
import subprocess
from contextlib import suppress

import pytest

from tests.e2e import browsers
from tests.e2e.navigators import Counsellor, Visitor
from tests.e2e.server import ROOT
from tests.e2e.stores import wait_for

KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PIP_CERT", "SSL_CERT_FILE")
MINUTES = 40


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone") / "zijstap"
    command = ["git", "clone", "--quiet", str(ROOT), str(folder)]
    subprocess.run(command, check=True)
    return folder


def readme_command():
    """The first line of the README's first block of commands."""
    text = (ROOT / "README.md").read_text()
    block = text.split("## Run", 1)[1].split("```sh\n", 1)[1]
    return block.split("#", 1)[0].split()


def two_free_ports():
    """Below those that the system gives to whoever calls: these stay free for minutes."""
    while True:
        port = random.randrange(12_000, 32_000, 2)
        with suppress(OSError), socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", port))
            other.bind(("127.0.0.1", port + 1))
            return port


class Run:
    """`make run` as a person starts it; the terminal is all that is known of it."""

    def __init__(self, clone, **settings):
        self.port = two_free_ports()
        self.site = f"http://127.0.0.1:{self.port}"
        self.chat = f"http://127.0.0.1:{self.port + 1}"
        self.terminal = clone.parent / f"terminal-{self.port}"
        env = {name: os.environ[name] for name in KEPT if name in os.environ}
        with self.terminal.open("wb") as out:
            self.process = subprocess.Popen(
                [*readme_command(), f"PORT={self.port}"],
                cwd=clone,
                env=env | settings,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(self._serves, seconds=MINUTES * 60)

    def _serves(self):
        said = self.said()
        assert self.process.poll() is None, said
        return f"Chat, console   {self.chat}/" in said

    def said(self):
        return self.terminal.read_text(errors="replace")

    def ana(self):
        """Her password and her seven words, as printed."""
        return re.search(r" ana / (\S+) / (.+)", self.said()).groups()

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(240)


@pytest.fixture
def run(clone):
    started = []

    def start(**settings):
        started.append(Run(clone, **settings))
        return started[-1]

    yield start
    for one in started:
        one.stop()


def talk(open_browser, visitors, counsellors):
    """Steps 1 and 2 of the README, then a word each way."""
    phone = open_browser(viewport=browsers.PHONE, has_touch=True).new_page()
    alma = Visitor(phone, visitors)
    alma.open_site()
    phone.get_by_role("link", name="Start de chat").first.click()
    alma.start()
    alma.say("hallo")
    password, words = counsellors.ana()
    ana = Counsellor(open_browser().new_page(), counsellors, words)
    ana.log_in("ana", password)
    ana.unlock()
    ana.claim()
    ana.reads("hallo")
    ana.say("Hoi, fijn dat je er bent.")
    alma.reads("fijn dat je er bent")


def test_make_run_in_an_empty_clone_shows_a_talk_both_ways(run, open_browser):
    product = run()
    talk(open_browser, product, product)


def test_two_processes_on_postgresql_and_redis_serve_one_talk(
    run, open_browser, postgres, redis
):
    postgres.create("first_run")
    stores = {
        "DATABASE_URL": postgres.url("first_run"),
        "REDIS_URL": f"redis://127.0.0.1:{redis.port}/0",
    }
    one, other = run(**stores), run(**stores)
    talk(open_browser, one, other)
