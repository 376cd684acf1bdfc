"""The stores, the web processes and the lines of one run: all private, all mortal."""

import itertools
import signal
import socket
import subprocess
import sys

from tests.chaos.logs import complaints
from tests.e2e.proxy import Line
from tests.e2e.server import ROOT, environment
from tests.e2e.stores import free_port, wait_for

ORIGIN = "http://chat.test"
STOP_WITHIN_S = 30


class Door(Line):
    """One person's way in: every connection goes to the next web process."""

    @property
    def target(self):
        return next(self._targets)

    @target.setter
    def target(self, ports):
        self._targets = itertools.cycle([("127.0.0.1", port) for port in ports])


class Web:
    def __init__(self, stores, *, silence, without=""):
        self.port = free_port()
        self.log = stores.var / f"web-{self.port}.log"
        self.words = ["-m", "tests.chaos.serve", f"--without={without}"]
        self.env = environment(
            SITE_ORIGIN="http://portal.test",
            CHAT_ORIGIN=ORIGIN,
            LISTEN=f"127.0.0.1:{self.port}",
            LOG_LEVEL="WARNING",
            CONVERSATIONS_AT_ONCE="10",
            BELLS_DROPPED=str(silence),
            **stores.settings(),
        )
        self.process = None

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.words],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
            )

    def answers(self):
        if self.process.poll() is not None:
            raise AssertionError(self.log.read_text(errors="replace")[-4000:])
        with socket.socket() as probe:
            return not probe.connect_ex(("127.0.0.1", self.port))

    def kill(self):
        self.process.kill()
        self.process.wait()

    def term(self):
        self.process.send_signal(signal.SIGTERM)

    def errors(self):
        """What its log holds that no weather explains."""
        found = complaints(self.log.read_text(errors="replace"))
        return [f"{kind}, {times} times" for kind, times in found.items()]

    def restart(self):
        """As a supervisor does: who does not end in time is ended."""
        try:
            self.process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.kill()
        self.start()

    def stall(self, *, on):
        self.process.send_signal(signal.SIGSTOP if on else signal.SIGCONT)


class House:
    def __init__(self, stores, *, processes, without=""):
        self.stores = stores
        self.silence = stores.var / "bells-dropped"
        made = {"silence": self.silence, "without": without}
        self.web = [Web(stores, **made) for _ in range(processes)]
        self.doors = {}

    def open(self):
        for web in self.web:
            web.start()
        for web in self.web:
            wait_for(web.answers)

    def door(self, name):
        if name not in self.doors:
            self.doors[name] = Door([web.port for web in self.web])
        return self.doors[name]

    def line(self, name):
        """Of a store, or of a person."""
        if name == "database":
            return self.stores.database_line
        if name == "redis":
            return self.stores.redis_line
        return self.door(name)

    def drop_bells(self, *, on):
        if on:
            self.silence.touch()
        else:
            self.silence.unlink(missing_ok=True)

    def close(self):
        for web in self.web:
            if web.process and web.process.poll() is None:
                web.kill()
        for door in self.doors.values():
            door.close()
