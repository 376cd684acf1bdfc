"""What others notice of floods, of readers that do not read, of half handshakes."""

import asyncio
import json
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from tests.bench import people, servers
from tests.bench.crowd import Steady, settled
from tests.bench.figures import percentile
from tests.bench.installations import LARGE
from tests.bench.talk import Room, Tally
from tests.e2e.server import ROOT

OTHERS, EVERY_S = 100, 2
ATTACKERS = 10
# More than the kernel takes for who does not read: 2.7 MiB, where this was measured.
EARLIER = 4000
HALF_OPEN = 10_000
LOOK_EVERY_S = 0.2
# Times as long: until all have come; until who does not read has lost the line.
LASTS = {"half_open": 3, "slow": 5.5}


@dataclass
class Abuse:
    name: str
    during_ms: tuple
    before_mib: float
    peak_mib: float
    after_mib: float
    did: dict
    # Of the others.
    trouble: dict
    quiet_ms: tuple = ()
    lost: int = 0


@contextmanager
def attackers(what, doors, known):
    """Yields a list that holds, afterwards, what they did."""
    words = [sys.executable, "-m", "tests.bench.attackers", what]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen(words, cwd=ROOT, **pipes)
    told = {"ports": [int(doors.host.rpartition(":")[2]), *doors.ports], "known": known}
    process.stdin.write(json.dumps(told) + "\n")
    process.stdin.flush()
    process.stdout.readline()
    did = []
    try:
        yield did
        said, _ = process.communicate(timeout=20)
        did.append(json.loads(said.splitlines()[-1]))
    finally:
        process.kill()
        process.wait()


class Others:
    """Who just talk; how long their messages take is what counts."""

    def __init__(self, process, doors, found):
        self.process, self.tally = process, Tally()
        self.rooms = people.both_sides(doors, found, lambda: Room(self.tally))
        self.steady = Steady(self.rooms, EVERY_S)

    async def during(self, seconds):
        """p50 and p99 of what was said meanwhile, and the most memory."""
        self.tally.clear()
        peak = 0
        for _ in range(int(seconds / LOOK_EVERY_S)):
            await asyncio.sleep(LOOK_EVERY_S)
            peak = max(peak, self.process.rss_kib())
        shares = tuple(
            percentile(self.tally.delivery_s, share) * 1000 for share in (50, 99)
        )
        return shares, peak / 1024

    def lost(self, begun, ended):
        """What was said in between and is not with everybody."""
        return sum(
            begun <= at < ended and not room.is_done(message)
            for room in self.rooms
            for message, at in room.sent_at.items()
        )


async def suffered(kinds, process, doors, found, *, seconds):
    """What each kind of attack did to the others, one after the other on one server."""
    bad, good = divided(found)
    others = Others(process, doors, good)
    await doors.open([side for room in others.rooms for side in room.sides])
    others.steady.start()
    await others.during(EVERY_S)
    quiet, _ = await others.during(seconds)
    rows, times = [], [time.perf_counter()]
    for what in kinds:
        known = HALF_OPEN if what == "half_open" else bad
        lasts = LASTS.get(what, 1) * seconds
        rows.append(await attacked(what, others, doors, known, seconds=lasts))
        rows[-1].quiet_ms = quiet
        times.append(time.perf_counter())
    others.steady.stop()
    await settled(others.rooms)
    for row, (begun, ended) in zip(rows, pairwise(times), strict=True):
        row.lost = others.lost(begun, ended)
    return rows


async def attacked(what, others, doors, known, *, seconds):
    before, trouble = others.process.rss_kib() / 1024, others.tally.trouble.copy()
    with attackers(what, doors, known) as did:
        during, peak = await others.during(seconds)
    await asyncio.sleep(EVERY_S)
    return Abuse(
        KINDS[what],
        during_ms=during,
        before_mib=before,
        peak_mib=peak,
        after_mib=others.process.rss_kib() / 1024,
        did=did[0],
        trouble=others.tally.trouble - trouble,
    )


def divided(found):
    """Who attacks, and who only wants to talk."""
    rooms = found["conversations"]
    return rooms[:ATTACKERS], found | {"conversations": rooms[ATTACKERS:]}


KINDS = {
    "flood": "10 sockets that send messages as fast as they can, and come back",
    "tiny": "the same with {} and nothing else",
    "pings": "the same with pings",
    "pieces": "the same with empty pieces of a message that never ends",
    "slow": f"10 readers that ask for {EARLIER:,} messages again and again, and never read",
    "half_open": f"{HALF_OPEN:,} connections with half a handshake",
}
# One server for each of these.
SLOW = ("slow",)
TOGETHER = (("flood", "tiny", "pings", "pieces"), SLOW, ("half_open",))


def run(installations, *, quick):
    for kinds in TOGETHER:
        with installations.new(LARGE) as place:
            talking = OTHERS + ATTACKERS
            found = people.seed(
                place,
                accounts=talking,
                talking=talking,
                earlier=[ATTACKERS, EARLIER if kinds == SLOW else 0],
            )
            with servers.web(place) as processes:
                doors = people.Doors(processes[0].port)
                seconds = 4 if quick else 8
                work = suffered(kinds, processes[0], doors, found, seconds=seconds)
                yield from asyncio.run(work)
