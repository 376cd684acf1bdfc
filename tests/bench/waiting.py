"""1,000 visitors wait: what one arrival and one claim cost, and who knows when."""

import asyncio
import random
import time
from dataclasses import dataclass

from tests.bench import people, seed, servers
from tests.bench.figures import percentile
from tests.bench.http import Browser
from tests.bench.installations import LARGE
from tests.bench.talk import VISITOR, Room, Side, Tally

VISITORS = 1000
TIMES = 5
IDLE_S, LOOK_EVERY_S, QUIET_WITHIN_S = 5, 0.25, 30
# Above what the beats of the pages cost anyway.
QUIET_SHARE = 0.05
RESTS_S = 1.5
WRAP_BYTES = 113


@dataclass
class Cost:
    name: str
    times: int
    told: int
    cpu_ms: float
    page_ms: tuple
    last_ms: float
    wrong: int


class Page(Side):
    """A visitor's page that waits and is told its place."""

    ahead = None
    told_at = 0.0

    def on_place(self, frame):
        self.ahead, self.told_at = frame["ahead"], time.perf_counter()


class Hall:
    """Everybody who waits, oldest first."""

    def __init__(self, process, doors, pages, desk):
        self.process, self.doors, self.pages = process, doors, pages
        self.desk = desk
        self.idle_share = 0.0

    async def idle(self):
        before, begun = self.process.cpu_s(), time.perf_counter()
        await asyncio.sleep(IDLE_S)
        took = time.perf_counter() - begun
        self.idle_share = (self.process.cpu_s() - before) / took

    async def quiet(self):
        """Until the server does no more than it does for pages that only wait."""
        # What is rung in the second after a bell is told when that second is over.
        await asyncio.sleep(RESTS_S)
        deadline = time.monotonic() + QUIET_WITHIN_S
        while time.monotonic() < deadline:
            before = self.process.cpu_s()
            await asyncio.sleep(LOOK_EVERY_S)
            share = (self.process.cpu_s() - before) / LOOK_EVERY_S
            if share <= self.idle_share + QUIET_SHARE:
                return

    async def cost_of(self, act):
        """CPU of the act and all it causes, and when each page knew."""
        before, begun = self.process.cpu_s(), time.perf_counter()
        await act()
        acted = time.perf_counter()
        await self.quiet()
        took = time.perf_counter() - begun
        cpu = self.process.cpu_s() - before - self.idle_share * took
        # Some know before the one who acted has the answer.
        told = [
            max(0.0, page.told_at - acted)
            for page in self.pages
            if page.told_at > begun
        ]
        return cpu, told, sum(page.ahead != n for n, page in enumerate(self.pages))

    async def claim(self):
        oldest = self.pages.pop(0)
        refusal = await self.desk.claim(oldest.conv)
        assert refusal is None, refusal

    async def arrive(self, chance):
        browser = Browser(self.doors)
        status, cookie, answer = await browser.post(
            "/chat/api/start/",
            {
                "conv": seed.binary(chance, 16),
                "team": "chat",
                "ver": 1,
                "suite": 1,
                "wrap": seed.binary(chance, WRAP_BYTES),
            },
        )
        assert status == 201, answer
        browser.close()
        page = new_page(self.doors, {"conv": answer["conv"], "cookie": cookie})
        await self.doors.open([page])
        self.pages.append(page)


def new_page(doors, known):
    hello = doors.hello("/ws/chat/", known["cookie"])
    return Page(hello, Room(Tally()), known["conv"], VISITOR)


def summed_up(name, costs):
    told = [seconds for _, told, _ in costs for seconds in told]
    return Cost(
        name,
        times=len(costs),
        told=len(told) // len(costs),
        cpu_ms=sum(cpu for cpu, _, _ in costs) / len(costs) * 1000,
        page_ms=tuple(percentile(told, share) * 1000 for share in (50, 99)),
        last_ms=percentile(told, 100) * 1000,
        wrong=sum(wrong for _, _, wrong in costs),
    )


async def hall(process, doors, found):
    chance = random.Random(5)
    pages = [new_page(doors, known) for known in found["conversations"]]
    desk = doors.desk(found["counsellors"][0])
    await doors.open([*pages, desk])
    hall = Hall(process, doors, pages, desk)
    hall.idle_share = 1.0
    await asyncio.sleep(IDLE_S)
    await hall.idle()
    claims = [await hall.cost_of(hall.claim) for _ in range(TIMES)]
    arrivals = [await hall.cost_of(lambda: hall.arrive(chance)) for _ in range(TIMES)]
    return [summed_up("a claim", claims), summed_up("an arrival", arrivals)]


def run(installations, *, quick):
    visitors = 100 if quick else VISITORS
    with installations.new(LARGE) as place:
        found = people.seed(place, accounts=1, waiting=visitors)
        with servers.web(place) as processes:
            doors = people.Doors(processes[0].port)
            yield from asyncio.run(hall(processes[0], doors, found))
