"""One run: people talk, the weather happens, everything heals, and then we count."""

import heapq
import itertools
import json
import time
from dataclasses import dataclass

from tests.chaos import verdict
from tests.chaos.crowd import Crowd
from tests.chaos.house import House
from tests.chaos.weather import visitors
from tests.e2e.proxy import DOWN, UP, Line
from tests.e2e.stores import wait_for

COUNSELLORS = ("ana", "ivo")
PATIENCE_S = 90
LOOK_AGAIN_S = 0.3
LINES = {
    "cut": Line.cut,
    "freeze": Line.freeze,
    "lose up": lambda line: line.lose(UP),
    "lose down": lambda line: line.lose(DOWN),
    "no sockets": Line.refuse_sockets,
}


@dataclass
class Run:
    house: House
    crowd: Crowd
    weather: object
    patience_s: float = PATIENCE_S

    def play(self):
        self.house.open()
        self.house.drop_bells(on=self.weather.deaf)
        for who in COUNSELLORS:
            self.crowd.arrive(who)
        wait_for(lambda: self._ready(COUNSELLORS))
        for who in visitors():
            self.crowd.arrive(who)
        wait_for(lambda: self._ready(visitors()))
        self._storm()
        stuck = self._heal()
        pages, history = self.crowd.report(), list(self.crowd.history)
        found = verdict.count(history, pages, self._kept(), stuck)
        found.errors += [error for web in self.house.web for error in web.errors()]
        return found

    def _ready(self, wanted):
        pages = {page["who"]: page for page in self.crowd.report()}
        return all(pages.get(who, {}).get("line") == "open" for who in wanted)

    def _storm(self):
        turns, begun = itertools.count(), time.monotonic()
        agenda = [(act.at, next(turns), self._begin, act) for act in self.weather.acts]
        agenda += [(at, next(turns), self._say, who) for at, who in self.weather.talk]
        heapq.heapify(agenda)
        while agenda:
            at, _, step, what = heapq.heappop(agenda)
            time.sleep(max(0, begun + at - time.monotonic()))
            if after := step(what):
                heapq.heappush(agenda, (at + what.for_s, next(turns), after, what))

    def _say(self, number):
        everyone = list(self.crowd.pages)
        who = everyone[number % len(everyone)]
        self.crowd.tell(who, "say", turn=number // len(everyone))

    def _begin(self, act):
        """Does it; gives what undoes it, if anything does."""
        whom, what = act.whom, act.what
        if whom.endswith("'s line"):
            return self._line(whom.removesuffix("'s line"), what)
        if whom.startswith("web"):
            return self._web(self.house.web[int(whom[3:])], what)
        if what == "restart":
            return self._store(whom)
        return getattr(self, f"_{what}")(whom)

    def _line(self, name, what):
        line = self.house.line(name)
        LINES[what](line)
        return lambda act: line.heal()

    def _web(self, web, what):
        if what == "stall":
            web.stall(on=True)
            return lambda act: web.stall(on=False)
        getattr(web, what)()
        return lambda act: web.restart()

    def _store(self, name):
        if name == "redis":
            store = self.house.stores.redis
            store.kill()
        else:
            store = self.house.stores.postgres
            store.stop()
        return lambda act: store.start()

    def _stall(self, name):
        group = self.crowd.groups.get(name)
        if group is None:
            return None
        group.stall(on=True)
        return lambda act: group.stall(on=False)

    def _vanish(self, who):
        self.crowd.vanish(who)
        return lambda act: self.crowd.arrive(who)

    def _drop(self, _):
        self.house.drop_bells(on=True)
        return lambda act: self.house.drop_bells(on=self.weather.deaf)

    def _arrive(self, who):
        self.crowd.arrive(who)

    def _end(self, who):
        self.crowd.tell(who, "end")

    def _wake(self, _):
        self.crowd.everyone("wake")

    def _heal(self):
        """What was broken is mended by now; everybody says one thing more."""
        for web in self.house.web:
            wait_for(web.answers)
        self.crowd.everyone("wake")
        before = self._settle()
        # A line that looks well must still carry something.
        self.crowd.everyone("sayToAll")
        return [*before, *self._settle()]

    def _settle(self):
        """Until nothing is under way any more; gives what still is when patience ends."""
        deadline = time.monotonic() + self.patience_s
        while stuck := verdict.stuck(self.crowd.report(), self._kept()):
            if time.monotonic() > deadline:
                break
            time.sleep(LOOK_AGAIN_S)
        return stuck

    def _kept(self):
        return verdict.Kept(self.house.stores.rows)


def run(stores, weather, *, processes, without="", patience_s=PATIENCE_S):
    drawn = json.loads((stores.var / "demo.json").read_text())
    house = House(stores, processes=processes, without=without)
    secrets = {who: drawn[who] for who in COUNSELLORS}
    crowd = Crowd(house, secrets, without=without)
    try:
        return Run(house, crowd, weather, patience_s).play()
    finally:
        crowd.close()
        house.close()
