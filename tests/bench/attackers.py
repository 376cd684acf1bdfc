"""Who wishes the server ill, in a process of their own: what they do, until told.

`python -m tests.bench.attackers WHAT`, with the rest as JSON on standard input; what
they achieved is printed when standard input ends.
"""

import asyncio
import json
import socket
import sys
from collections import Counter

from tests.bench.client import connect
from tests.bench.people import Doors
from tests.bench.talk import VISITOR, Room, Side, Tally

BURST, PAUSE_S, ENOUGH_BYTES = 50, 0.001, 200_000
ASK_EVERY_S = 0.06
SMALL_BUFFER = 4096
HALF_AT_ONCE = 40
HALF = b"GET /ws/chat/ HTTP/1.1\r\nHost: somewhere\r\nUpgrade: web"


class Attack:
    def __init__(self, doors, known):
        self.doors, self.known = doors, known
        self.did = Counter()
        self.readers = []

    def side(self, known):
        room = Room(Tally())
        hello = self.doors.hello("/ws/chat/", known["cookie"])
        return Side(hello, room, known["conv"], VISITOR)

    async def flood(self):
        await asyncio.gather(*map(self._flood_for_ever, self.known))

    async def _flood_for_ever(self, known):
        while True:
            side = self.side(known)
            try:
                await connect(side, self.doors.ports[0])
                await side.greet()
            except ConnectionError:
                self.did["turned away"] += 1
                continue
            self.did["sockets"] += 1
            while not side.transport.is_closing():
                await self._burst(side)
            self.did[f"closed with {side.close_code}"] += 1

    async def _burst(self, side):
        if side.transport.get_write_buffer_size() < ENOUGH_BYTES:
            for _ in range(BURST):
                side.room.speak(side)
            self.did["frames"] += BURST
        await asyncio.sleep(PAUSE_S)

    async def slow(self):
        await asyncio.gather(*map(self._ask_and_never_read, self.known))

    async def _ask_and_never_read(self, known):
        """Small buffers here, so that what is not read stays at the server."""
        while True:
            side, line = self.side(known), socket.socket()
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
            line.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_connect(line, ("127.0.0.1", self.doors.ports[0]))
            await loop.create_connection(lambda side=side: side, sock=line)
            await side.opened
            await side.greet()
            self.did["sockets"] += 1
            side.transport.pause_reading()
            while not side.transport.is_closing():
                side.n = 0
                side.on_beat({})
                self.did["asked"] += 1
                await asyncio.sleep(ASK_EVERY_S)
            self.did["closed"] += 1

    async def half_open(self):
        """`known` is how many."""
        for _ in range(self.known // HALF_AT_ONCE):
            await asyncio.gather(*(self._half() for _ in range(HALF_AT_ONCE)))
        await asyncio.Event().wait()

    async def _half(self):
        try:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", self.doors.ports[0]
            )
        except OSError:
            self.did["refused"] += 1
            return
        writer.write(HALF)
        self.did["opened"] += 1
        # Kept with its reader, or it would be closed when it is collected.
        self.readers.append((reader, writer))

    def still_open(self):
        return sum(not reader.at_eof() for reader, _ in self.readers)


async def main(what):
    loop = asyncio.get_running_loop()
    told = json.loads(sys.stdin.readline())
    print("begun", flush=True)
    attack = Attack(Doors(*told["ports"]), told["known"])
    # A future nobody awaits would be told about when it is collected.
    loop.set_exception_handler(lambda *_: None)
    work = asyncio.create_task(getattr(attack, what)())
    end = loop.run_in_executor(None, sys.stdin.read)
    await asyncio.wait([work, end], return_when="FIRST_COMPLETED")
    if work.done():
        work.result()
    if attack.readers:
        attack.did["still open"] = attack.still_open()
    print(json.dumps(attack.did), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
