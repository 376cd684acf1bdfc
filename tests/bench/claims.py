"""50 counsellors claim 500 waiting visitors, all at once."""

import asyncio
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from tests.bench import people, servers
from tests.bench.figures import percentile
from tests.bench.http import Browser
from tests.bench.installations import CONVERSATIONS_AT_ONCE, LARGE
from tests.bench.talk import Room, Tally

COUNSELLORS, VISITORS = 50, 500
MOST_EACH = int(CONVERSATIONS_AT_ONCE)
# People take one of those who wait longest: so do these, and collide.
OLDEST = 25
QUEUE = "/console/api/queue/"


@dataclass
class Storm:
    name: str
    visitors: int
    claims: int
    refused: int
    took_s: float
    cpu_ms: float
    claim_ms: tuple
    exactly_one: int


class Line:
    """The waiting list as every page has it, up to date to the last answer."""

    def __init__(self, convs):
        self.chance = random.Random(11)
        self.waiting = dict.fromkeys(convs)
        self.claim_s = []
        self.refused = 0

    def one(self):
        oldest = list(islice(self.waiting, OLDEST))
        return self.chance.choice(oldest) if oldest else None

    async def counsellor(self, desk):
        mine = 0
        while mine < MOST_EACH and (conv := self.one()):
            begun = time.perf_counter()
            refusal = await desk.claim(conv)
            self.claim_s.append(time.perf_counter() - begun)
            self.waiting.pop(conv, None)
            if refusal is None:
                mine += 1
            elif refusal == "taken":
                self.refused += 1
            else:
                raise AssertionError(refusal)


async def storm(name, process, doors, found, *, pages):
    convs = [known["conv"] for known in found["conversations"]]
    sides = open_pages(doors, found) if pages else []
    desks = [doors.desk(one) for one in found["counsellors"]]
    await doors.open(sides + desks)
    line, cpu, begun = Line(convs), process.cpu_s(), time.perf_counter()
    await asyncio.gather(*map(line.counsellor, desks))
    took, cpu = time.perf_counter() - begun, process.cpu_s() - cpu
    return Storm(
        name,
        visitors=len(convs),
        claims=len(line.claim_s),
        refused=line.refused,
        took_s=took,
        cpu_ms=cpu / len(line.claim_s) * 1000,
        claim_ms=tuple(percentile(line.claim_s, p) * 1000 for p in (50, 99)),
        exactly_one=await owned_once(doors, found["counsellors"], convs),
    )


def open_pages(doors, found):
    tally = Tally()
    return [doors.visitor(Room(tally), known) for known in found["conversations"]]


async def owned_once(doors, counsellors, convs):
    """How many conversations stand in exactly one counsellor's list."""
    owners = defaultdict(int)
    for one in counsellors:
        browser = Browser(doors, cookie=one["cookie"], csrf=one["csrf"])
        _, _, answer = await browser.get(QUEUE)
        for row in answer["mine"]:
            owners[row["conv"]] += 1
        browser.close()
    return sum(owners[conv] == 1 for conv in convs)


def run(installations, *, quick):
    visitors = 100 if quick else VISITORS
    wanted = {"accounts": visitors // MOST_EACH, "waiting": visitors}
    kinds = {"nobody's page open": False, "all visitors' pages open": True}
    for name, pages in kinds.items():
        with installations.new(LARGE) as place:
            found = people.seed(place, **wanted)
            with servers.web(place) as processes:
                doors = people.Doors(processes[0].port)
                work = storm(name, processes[0], doors, found, pages=pages)
                yield asyncio.run(work)
