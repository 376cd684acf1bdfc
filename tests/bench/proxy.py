"""A small TCP proxy that gives connections to its targets in turn.

`python -m tests.bench.proxy PORT TARGET…`, in a process of its own.
"""

import asyncio
import itertools
import sys


class Half(asyncio.Protocol):
    """One of the two connections; what comes in goes out at the other."""

    other = None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.other.transport.write(data)

    def pause_writing(self):
        self.other.transport.pause_reading()

    def resume_writing(self):
        self.other.transport.resume_reading()

    def connection_lost(self, error):
        if self.other is not None:
            self.other.transport.close()


class Front(Half):
    """The client's connection; it is read when the other one stands."""

    def __init__(self, targets):
        self.targets = targets

    def connection_made(self, transport):
        super().connection_made(transport)
        transport.pause_reading()
        self.task = asyncio.ensure_future(self._join())

    async def _join(self):
        loop, back = asyncio.get_running_loop(), Half()
        try:
            await loop.create_connection(lambda: back, "127.0.0.1", next(self.targets))
        except OSError:
            self.transport.abort()
            return
        self.other, back.other = back, self
        self.transport.resume_reading()


async def main(port, *targets):
    loop, turns = asyncio.get_running_loop(), itertools.cycle(targets)
    await loop.create_server(lambda: Front(turns), "127.0.0.1", port, backlog=1000)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
