"""What others notice of a flood, of readers that do not read, of half handshakes."""

import asyncio
import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench import people, servers
from tests.bench.crowd import Steady, settled
from tests.bench.figures import percentile
from tests.bench.installations import LARGE
from tests.bench.talk import Room, Tally
from tests.e2e.server import ROOT

OTHERS, EVERY_S = 100, 2
ATTACKERS, EARLIER = 10, 1000
HALF_OPEN = 10_000
LOOK_EVERY_S = 0.2
# They need their time to come.
LONGER = {"half_open": 2}


@dataclass
class Abuse:
    name: str
    quiet_ms: tuple
    during_ms: tuple
    lost: int
    before_mib: float
    peak_mib: float
    after_mib: float
    did: dict


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


async def suffered(name, what, process, doors, found, *, seconds):
    known, found = divided(what, found)
    others = Others(process, doors, found)
    await doors.open([side for room in others.rooms for side in room.sides])
    others.steady.start()
    await others.during(EVERY_S)
    quiet, before = await others.during(seconds)
    with attackers(what, doors, known) as did:
        during, peak = await others.during(LONGER.get(what, 1) * seconds)
    await asyncio.sleep(EVERY_S)
    others.steady.stop()
    await settled(others.rooms)
    return Abuse(
        name,
        quiet_ms=quiet,
        during_ms=during,
        lost=sum(room.lost() for room in others.rooms),
        before_mib=before,
        peak_mib=peak,
        after_mib=process.rss_kib() / 1024,
        did=did[0],
    )


def divided(what, found):
    """Who attacks, and who only wants to talk."""
    rooms = found["conversations"]
    others = found | {"conversations": rooms[ATTACKERS:]}
    return HALF_OPEN if what == "half_open" else rooms[:ATTACKERS], others


KINDS = {
    "flood": "flood: 10 sockets that send as fast as they can, and come back",
    "slow": "10 readers that ask for 1,000 messages again and again, and never read",
    "half_open": f"{HALF_OPEN:,} connections with half a handshake",
}


def run(installations, *, quick):
    for what, name in KINDS.items():
        with installations.new(LARGE) as place:
            talking = OTHERS + ATTACKERS
            found = people.seed(
                place,
                accounts=talking // 2,
                talking=talking,
                earlier=[ATTACKERS, EARLIER],
            )
            with servers.web(place) as processes:
                doors = people.Doors(processes[0].port)
                yield asyncio.run(
                    suffered(
                        name,
                        what,
                        processes[0],
                        doors,
                        found,
                        seconds=4 if quick else 8,
                    )
                )
