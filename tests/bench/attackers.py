"""Who wishes the server ill, in a process of their own: what they do, until told.

`python -m tests.bench.attackers WHAT`, with the rest as JSON on standard input; what
they achieved is printed when standard input ends.
"""

import asyncio
import json
import sys
from collections import Counter

from tests.bench.client import PING, TEXT, connect, framed
from tests.bench.people import Doors
from tests.bench.talk import VISITOR, Room, Side, Tally

BURST, PAUSE_S, ENOUGH_BYTES = 50, 0.001, 200_000
ASK_EVERY_S = 1
SMALL_BUFFER = 4096
HALF_AT_ONCE = 40
HALF = b"GET /ws/chat/ HTTP/1.1\r\nHost: somewhere\r\nUpgrade: web"
MASKED_EMPTY, MASK = b"\x80", b"mask"
# Neither is ever a whole message: the first begins one, and the next goes on with it.
BEGINNING = bytes((TEXT,)) + MASKED_EMPTY + MASK
PIECE = bytes((0,)) + MASKED_EMPTY + MASK
TINY, EMPTY_PING = framed(TEXT, b"{}", MASK), framed(PING, b"", MASK)


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
        await self._flood(self._messages)

    async def tiny(self):
        await self._flood(lambda side: side.transport.write(TINY * BURST))

    async def pings(self):
        await self._flood(lambda side: side.transport.write(EMPTY_PING * BURST))

    async def pieces(self):
        await self._flood(lambda side: side.transport.write(PIECE * BURST), BEGINNING)

    async def _flood(self, burst, beginning=b""):
        forever = (self._flood_for_ever(one, burst, beginning) for one in self.known)
        await asyncio.gather(*forever)

    async def _flood_for_ever(self, known, burst, beginning):
        while True:
            side = self.side(known)
            try:
                await connect(side, self.doors.ports[0])
                await side.greet()
            except ConnectionError:
                self.did["turned away"] += 1
                continue
            self.did["sockets"] += 1
            side.transport.write(beginning)
            while not side.transport.is_closing():
                if side.transport.get_write_buffer_size() < ENOUGH_BYTES:
                    burst(side)
                    self.did["frames"] += BURST
                await asyncio.sleep(PAUSE_S)
            self.ended(side)

    def _messages(self, side):
        for _ in range(BURST):
            side.room.speak(side)

    def ended(self, side):
        code = side.close_code
        self.did[f"closed with {code}" if code else "cut off"] += 1

    async def slow(self):
        await asyncio.gather(*map(self._ask_and_never_read, self.known))

    async def _ask_and_never_read(self, known):
        side = self.side(known)
        await connect(side, self.doors.ports[0], buffer_bytes=SMALL_BUFFER)
        await side.greet()
        self.did["sockets"] += 1
        side.transport.pause_reading()
        while not side.transport.is_closing():
            side.n = 0
            side.on_beat({})
            self.did["asked"] += 1
            await asyncio.sleep(ASK_EVERY_S)
        self.ended(side)

    async def half_open(self):
        """`known` is how many."""
        await asyncio.gather(*(self._halves() for _ in range(HALF_AT_ONCE)))
        await asyncio.Event().wait()

    async def _halves(self):
        while self.did["opened"] < self.known:
            # Counted before it is there, or more would come than were asked for.
            self.did["opened"] += 1
            await self._half()

    async def _half(self):
        """Who finds no room in the queue of the listening socket comes again."""
        while True:
            try:
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", self.doors.ports[0]
                )
                break
            except OSError:
                self.did["refused first"] += 1
                await asyncio.sleep(PAUSE_S)
        writer.write(HALF)
        # Kept with its reader, or it would be closed when it is collected.
        self.readers.append((reader, writer))

    def report(self):
        if self.readers:
            self.did["opened"] = len(self.readers)
            self.did["still open"] = sum(is_open(reader) for reader, _ in self.readers)
        return self.did


def is_open(reader):
    """Who is turned out with a reset has an exception, and never an end."""
    return reader.exception() is None and not reader.at_eof()


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
    print(json.dumps(attack.report()), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
