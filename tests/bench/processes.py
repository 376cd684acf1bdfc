"""One, two and four web processes behind a proxy: the same results, and more of them."""

import asyncio
from contextlib import nullcontext
from dataclasses import dataclass

from tests.bench import people, relay, servers
from tests.bench.installations import LARGE
from tests.bench.talk import ClosedRoom, Tally
from tests.bench.throttle import throttled
from tests.e2e.stores import free_port

COUNTS = (1, 2, 4)
SHARE = 0.25


@dataclass
class Scaled:
    processes: int
    share: float
    relayed: relay.Relayed
    double: int


async def scaled(place, processes, proxy, found, *, share, seconds):
    doors = people.Doors(proxy.port)
    tally = Tally()
    rooms = people.both_sides(doors, found, lambda: ClosedRoom(tally))
    await doors.open([side for room in rooms for side in room.sides])
    limit = throttled(processes, share) if share else nullcontext()
    beside = {"proxy": proxy.cpu_s, "stores": place.stores_cpu_s}
    count = len(processes)
    with limit:
        relayed = await relay.measured(
            f"{count}", tally, rooms, processes, seconds, **beside
        )
    double = sum(room.double for room in rooms)
    return Scaled(count, share, relayed, double)


def run(installations, *, quick):
    for share in (0, SHARE):
        for count in COUNTS:
            yield one(installations, count, share, seconds=3 if quick else 6)


def one(installations, count, share, *, seconds):
    talking = relay.CONVERSATIONS
    with installations.new(LARGE) as place:
        found = people.seed(place, accounts=talking, talking=talking)
        port = free_port()
        with servers.web(place, count=count, chat_port=port) as processes:
            targets = [str(process.port) for process in processes]
            proxy = servers.module("proxy", place, port, *targets)
            with servers.running(proxy):
                return asyncio.run(
                    scaled(place, processes, proxy, found, share=share, seconds=seconds)
                )
