"""Ears at a hub, here and in another process."""

import asyncio
import threading
from contextlib import asynccontextmanager

from chat.realtime import others
from chat.realtime.hub import Bell, Hub

BELL = Bell("conv", "event", 1)


class Ear:
    def __init__(self):
        self.heard = []
        self.loop = asyncio.get_running_loop()
        self.rung = asyncio.Event()

    def hear(self, bell):
        assert asyncio.get_running_loop() is self.loop
        self.heard.append(bell)
        self.rung.set()

    async def hears(self):
        await asyncio.wait_for(self.rung.wait(), 120)
        self.rung.clear()


class Elsewhere:
    """Another process, as far as the doorbell can tell: its own loop and layer."""

    def __init__(self):
        self.bell = Hub()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.ear = self.run(self._listen())

    async def _listen(self):
        ear = Ear()
        self.bell.join("conv", ear)
        return ear

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(120)

    def stop(self):
        self.run(silence(self.bell))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


async def silence(bell):
    if bell.others is not None:
        bell.others.task.cancel()
        await asyncio.gather(bell.others.task, return_exceptions=True)
        await others._layer().flush()


@asynccontextmanager
async def listening():
    bell, ear = Hub(), Ear()
    bell.join("conv", ear)
    try:
        yield bell, ear
    finally:
        await silence(bell)


def joined(bell):
    """The line to others stands, and everything that is wanted is held."""
    return not bell.deaf and bell.others.held == bell.others.topics.keys()


def both_heard(ear, other, *numbers):
    """Each exactly once; 0 says that the line to others stood."""
    heard = [[bell.n for bell in one.heard if bell.n] for one in (ear, other.ear)]
    return all(sorted(one) == list(numbers) for one in heard)


async def until(holds):
    for _ in range(12_000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("It did not come to hold.")
