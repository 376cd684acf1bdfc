"""2,000 open conversations at once: memory per idle socket, and who waits for what."""

import asyncio
import gc
import os
import random
import time
from dataclasses import dataclass

from tests.bench import figures, people, servers
from tests.bench.figures import percentile
from tests.bench.installations import LARGE
from tests.bench.talk import Room, Tally

CONVERSATIONS = 2000
EVERY_S = 10
SETTLE_S = 5
# A lost bell is made good by the next beat, so nothing is lost before that.
GRACE_S = 30


@dataclass
class Crowd:
    name: str
    sockets: int
    opened_s: float
    again: int
    kib_per_socket: float
    pss_kib_per_socket: float
    idle_cpu_percent: float
    rounds: list
    lost: int
    double: int
    trouble: dict


@dataclass
class Round:
    """So many messages a second, for a while."""

    per_s: float
    ack_ms: tuple
    delivery_ms: tuple
    cpu_percent: float
    load_percent: float
    sent: int
    late: int
    behind: int


class Steady:
    """Every conversation says something every so many seconds, each at its moment."""

    def __init__(self, rooms, every_s):
        self.rooms, self.every_s = rooms, every_s
        self.going = True
        self.chance = random.Random(7)

    def start(self):
        loop = asyncio.get_running_loop()
        for room in self.rooms:
            loop.call_later(self.chance.random() * self.every_s, self._speak, room)

    def _speak(self, room):
        if self.going:
            room.speak(self.chance.choice(room.sides))
            loop = asyncio.get_running_loop()
            loop.call_later(self.every_s, self._speak, room)

    def stop(self):
        self.going = False


async def settled(rooms, within_s=GRACE_S):
    deadline = time.monotonic() + within_s
    while any(room.lost() for room in rooms) and time.monotonic() < deadline:
        await asyncio.sleep(0.2)


async def steadily(rooms, tally, processes, every_s, seconds):
    tally.clear()
    steady = Steady(rooms, every_s)
    begun, own = time.perf_counter(), os.getpid()
    before = sum(p.cpu_s() for p in processes), figures.cpu_s(own)
    steady.start()
    await asyncio.sleep(seconds)
    after = sum(p.cpu_s() for p in processes), figures.cpu_s(own)
    took = time.perf_counter() - begun
    server, load = ((b - a) / took * 100 for a, b in zip(before, after, strict=True))
    steady.stop()
    await settled(rooms)
    ack, delivery = (
        tuple(percentile(values, share) * 1000 for share in (50, 99))
        for values in (tally.ack_s, tally.delivery_s)
    )
    sent = sum(len(room.sent(begun)) for room in rooms)
    return Round(
        per_s=sent / took,
        ack_ms=ack,
        delivery_ms=delivery,
        cpu_percent=server,
        load_percent=load,
        sent=sent,
        late=sum(room.lost(begun) for room in rooms),
        behind=sum(side.behind for room in rooms for side in room.sides),
    )


async def crowd(name, processes, doors, found, *, idle_s, seconds, every):
    tally = Tally()
    warm = people.both_sides(doors, first(found, 20), lambda: Room(tally))
    await use_and_leave(doors, warm)
    before = memory(processes)
    rooms = people.both_sides(doors, found, lambda: Room(tally))
    sockets = [side for room in rooms for side in room.sides]
    begun = time.perf_counter()
    await doors.open(sockets)
    opened_s = time.perf_counter() - begun
    gc.freeze()
    await asyncio.sleep(SETTLE_S)
    cpu = sum(p.cpu_s() for p in processes)
    await asyncio.sleep(idle_s)
    cpu = (sum(p.cpu_s() for p in processes) - cpu) / idle_s * 100
    rss, pss = (
        (b - a) / len(sockets) for a, b in zip(before, memory(processes), strict=True)
    )
    rounds = [
        await steadily(rooms, tally, processes, every_s, seconds) for every_s in every
    ]
    await settled(rooms)
    return Crowd(
        name,
        sockets=len(sockets),
        opened_s=opened_s,
        again=doors.again,
        kib_per_socket=rss,
        pss_kib_per_socket=pss,
        idle_cpu_percent=cpu,
        rounds=rounds,
        lost=sum(room.lost() for room in rooms),
        double=sum(room.double for room in rooms),
        trouble=dict(tally.trouble),
    )


def first(found, count):
    return found | {"conversations": found["conversations"][:count]}


async def use_and_leave(doors, rooms):
    """What a process loads at its first conversations is not a socket's memory."""
    sides = [side for room in rooms for side in room.sides]
    await doors.open(sides)
    for room in rooms:
        room.speak(room.sides[0])
    await settled(rooms)
    for side in sides:
        side.close()
    await asyncio.gather(*(side.closed for side in sides))


def memory(processes):
    rss = sum(p.rss_kib() for p in processes)
    return rss, sum(figures.pss_kib(p.pid) for p in processes)


def run(installations, *, quick):
    count = 200 if quick else CONVERSATIONS
    with installations.new(LARGE) as place:
        # Two conversations each, and a tab for each of them.
        found = people.seed(place, accounts=count // 2, talking=count)
        with servers.web(place) as processes:
            work = crowd(
                LARGE,
                processes,
                people.Doors(processes[0].port),
                found,
                idle_s=5 if quick else 12,
                seconds=5 if quick else 20,
                # One message per conversation, then one per socket.
                every=(EVERY_S, EVERY_S / 2),
            )
            yield asyncio.run(work)
