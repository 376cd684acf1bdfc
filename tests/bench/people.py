"""Who is in an installation, and the sockets of their pages."""

import asyncio
import json
import subprocess
import sys
from itertools import cycle

from tests.bench.client import connect, handshake
from tests.bench.line import Desk
from tests.bench.talk import TEAM, VISITOR, Side
from tests.e2e.server import ROOT

# A listening socket keeps no more than 50 who knock.
AT_ONCE = 20
MOST_TRIES, PAUSE_S = 10, 1


def seed(installation, **wanted):
    words = [sys.executable, "-m", "tests.bench.seed", json.dumps(wanted)]
    env = installation.environment() | {
        "DJANGO_SETTINGS_MODULE": "platform_site.settings"
    }
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(done.stderr[-4000:])
    return json.loads(done.stdout)


class Doors:
    """Where pages connect to: the chat's origin, and the port that answers for it."""

    def __init__(self, chat_port, *ports):
        self.host = f"127.0.0.1:{chat_port}"
        self.origin = f"http://{self.host}"
        self.ports = ports or (chat_port,)
        self.again = 0

    def hello(self, path, cookie):
        return handshake(path, self.host, origin=self.origin, cookie=cookie)

    def visitor(self, room, known):
        return Side(
            self.hello("/ws/chat/", known["cookie"]), room, known["conv"], VISITOR
        )

    def console(self, room, known, staff):
        """A tab of the counsellor's console that follows this one conversation."""
        cookie = staff[known["counsellor"]]["cookie"]
        return Side(self.hello("/ws/console/", cookie), room, known["conv"], TEAM)

    def desk(self, staff):
        return Desk(self.hello("/ws/console/", staff["cookie"]))

    async def open(self, sides):
        """Connects and greets them all, a few at a time, spread over the ports."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(side, port):
            async with gate:
                await self.enter(side, port)

        await asyncio.gather(*map(one, sides, cycle(self.ports)))

    async def enter(self, side, port):
        """As a page does: who is refused comes again a little later."""
        for _ in range(MOST_TRIES):
            try:
                await connect(side, port)
                await side.greet()
                return
            except ConnectionError:
                self.again += 1
                side.renew()
                await asyncio.sleep(PAUSE_S)
        raise ConnectionError(f"not let in, {MOST_TRIES} times")


def both_sides(doors, found, room):
    """A room per conversation, with the sockets of its visitor and its counsellor."""
    rooms = []
    for known in found["conversations"]:
        rooms.append(room())
        doors.visitor(rooms[-1], known)
        doors.console(rooms[-1], known, found["counsellors"])
    return rooms
