"""The people of a run: Node processes that hold the product's own client code."""

import json
import signal
import subprocess
import threading
from collections import Counter

from tests.chaos.house import ORIGIN
from tests.checks import BIN
from tests.e2e.server import ROOT

MAIN = ROOT / "tests/chaos/people/main.js"


class Group:
    """The people of one process, who are frozen and killed together."""

    def __init__(self, history, *, without=""):
        self.history = history
        self.reports = {}
        self.heard = threading.Condition()
        self.process = subprocess.Popen(
            [BIN / "node", "--no-warnings", MAIN, without],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            told = json.loads(line)
            with self.heard:
                if told["did"] == "report":
                    self.reports[told["id"]] = told["pages"]
                else:
                    self.history.append(told)
                self.heard.notify_all()

    def tell(self, **command):
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def report(self, number):
        self.tell(act="report", id=number)
        with self.heard:
            known = self.heard.wait_for(lambda: number in self.reports, timeout=30)
            return self.reports[number] if known else []

    def stall(self, *, on):
        self.process.send_signal(signal.SIGSTOP if on else signal.SIGCONT)

    def kill(self):
        self.process.kill()
        self.process.wait()
        # What it had said before is still in the pipe.
        self.reader.join()


class Crowd:
    def __init__(self, house, secrets, *, without=""):
        self.house = house
        self.secrets = secrets
        self.without = without
        self.history = []
        self.groups = {}
        self.pages = Counter()
        self.asked = 0

    def arrive(self, who):
        """A page of this person opens; counsellors have a process of their own."""
        counsellor = who in self.secrets
        group = self._group(who if counsellor else "visitors")
        self.pages[who] += 1
        kind = "counsellor" if counsellor else "visitor"
        facts = {"login": who, **self.secrets[who]} if counsellor else {}
        facts |= {"page": self.pages[who], "port": self.house.door(who).port}
        group.tell(act="arrive", who=who, kind=kind, origin=ORIGIN, **facts)

    def _group(self, name):
        if name not in self.groups:
            self.groups[name] = Group(self.history, without=self.without)
        return self.groups[name]

    def tell(self, who, act, **facts):
        group = self.groups.get(who if who in self.secrets else "visitors")
        if group:
            group.tell(act=act, who=who, **facts)

    def everyone(self, act):
        for who in self.pages:
            self.tell(who, act)

    def vanish(self, who):
        self.groups.pop(who).kill()

    def report(self):
        self.asked += 1
        return [
            page for group in self.groups.values() for page in group.report(self.asked)
        ]

    def close(self):
        for group in self.groups.values():
            group.kill()
