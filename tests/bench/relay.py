"""What one relayed message costs: the floor, the tutorial, and the product."""

import asyncio
import os
import random
import time
from dataclasses import dataclass, field

from tests.bench import figures, people, servers
from tests.bench.client import connect, handshake
from tests.bench.crowd import settled
from tests.bench.figures import percentile
from tests.bench.installations import LARGE, SMALL
from tests.bench.talk import TEAM, VISITOR, ClosedRoom, PlainSide, Tally
from tests.bench.variants import VARIANTS

# Each with an account of its own: two tabs of one share the 20 frames a second that a
# session may send. At 6,000 messages a second every session here sends ten.
CONVERSATIONS = 300
MESSAGE_BYTES = 300
WARM_UP_S = 3


@dataclass
class Relayed:
    name: str
    cpu_us: float = 0
    per_s: float = 0
    ack_ms: tuple = ()
    delivery_ms: tuple = ()
    beside_us: dict = field(default_factory=dict)
    load_us: float = 0
    # Who was refused, turned away or stuck: then nothing of it says anything.
    trouble: dict = field(default_factory=dict)


async def measured(name, tally, rooms, processes, seconds, **beside):
    """Warms up, then counts for so long; the rooms go on among themselves.

    `beside`: what else uses CPU, by name; functions that say how much until now.
    """
    for room in rooms:
        room.speak(room.sides[0])
    await asyncio.sleep(min(WARM_UP_S, seconds))
    used = {
        "server": lambda: sum(process.cpu_s() for process in processes),
        "load": lambda: figures.cpu_s(os.getpid()),
    } | beside
    tally.clear()
    begun, before = time.perf_counter(), {who: ask() for who, ask in used.items()}
    await asyncio.sleep(seconds)
    count, took = max(1, tally.messages), time.perf_counter() - begun
    each_us = {who: (ask() - before[who]) / count * 1e6 for who, ask in used.items()}
    found = Relayed(
        name,
        cpu_us=each_us.pop("server"),
        load_us=each_us.pop("load"),
        beside_us=each_us,
        per_s=count / took,
        ack_ms=both_ms(tally.ack_s),
        delivery_ms=both_ms(tally.delivery_s),
    )
    await stopped(rooms)
    found.trouble = dict(tally.trouble)
    if stuck := sum(bool(room.sent_at) for room in rooms):
        found.trouble["stuck"] = stuck
    return found


async def stopped(rooms):
    """Lets everybody finish the message in flight."""
    for room in rooms:
        room.going = False
    await settled(rooms)


def both_ms(seconds):
    return tuple(percentile(seconds, share) * 1000 for share in (50, 99))


async def plain(name, place, process, path, seconds, *, sides=2):
    tally, chance = Tally(), random.Random(3)
    host = f"127.0.0.1:{process.port}"
    text = "".join(chance.choices("abcdefghij", k=MESSAGE_BYTES))
    rooms = [ClosedRoom(tally) for _ in range(CONVERSATIONS)]
    sockets = [
        PlainSide(handshake(path.format(number), host), room, role, text)
        for number, room in enumerate(rooms)
        for role in (VISITOR, TEAM)[:sides]
    ]
    for socket in sockets:
        await connect(socket, process.port)
    beside = {"stores": place.stores_cpu_s}
    return await measured(name, tally, rooms, [process], seconds, **beside)


async def product(name, place, processes, found, seconds):
    tally, doors = Tally(), people.Doors(processes[0].port)
    rooms = people.both_sides(doors, found, lambda: ClosedRoom(tally))
    await doors.open([side for room in rooms for side in room.sides])
    beside = {"stores": place.stores_cpu_s}
    return await measured(name, tally, rooms, processes, seconds, **beside)


def floor(installations, seconds):
    name = "bare ASGI echo on Daphne: the floor"
    with installations.new(SMALL) as place, servers.peer("echo", place) as process:
        yield asyncio.run(plain(name, place, process, "/{}/", seconds, sides=1))


def tutorial(installations, seconds):
    names = {SMALL: "in memory, nothing stored", LARGE: "Redis + PostgreSQL insert"}
    for kind, words in names.items():
        name = f"Channels as its tutorial does it, {words}"
        with (
            installations.new(kind) as place,
            servers.peer("tutorial", place) as process,
        ):
            yield asyncio.run(plain(name, place, process, "/ws/chat/{}/", seconds))


def ours(installations, seconds):
    wanted = {"accounts": CONVERSATIONS, "talking": CONVERSATIONS}
    for variant, kind, settings in VARIANTS:
        name = f"{variant}, {kind}"
        with installations.new(kind) as place:
            found = people.seed(place, **wanted)
            with servers.web(place, **settings) as processes:
                yield asyncio.run(product(name, place, processes, found, seconds))


def run(installations, *, quick):
    seconds = 3 if quick else 8
    for part in (floor, tutorial, ours):
        yield from part(installations, seconds)
