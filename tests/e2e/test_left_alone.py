"""A line on which nobody says anything for long is as good as on its first day.

Libraries end a reading that lasts some seconds, proxies and kernels a connection that
lasts some minutes. Nothing is shortened here, so it waits in a leg of its own.
"""

import asyncio
import shutil

import pytest

from tests.bench import people, servers
from tests.bench.installations import Installation
from tests.bench.talk import VISITOR, Room, Side, Tally

ALONE_S = 90


@pytest.fixture
def place(tmp_path, empty_tables, secret, redis):
    """SQLite, and Redis with the timeouts that the settings give it."""
    shutil.copyfile(empty_tables, tmp_path / "zijstap.sqlite3")
    url = f"redis://127.0.0.1:{redis.port}/0"
    return Installation(tmp_path, secret=secret, redis=url)


class Page(Side):
    """Says nothing of its own accord, not even that it is there."""

    def __init__(self, *words):
        super().__init__(*words)
        self.heard = asyncio.Queue()

    def on_events(self, frame):
        super().on_events(frame)
        self.heard.put_nowait("events")

    def on_beat(self, frame):
        self.heard.put_nowait("beat")

    def forget(self):
        while not self.heard.empty():
            self.heard.get_nowait()


async def open_page(room, known, door):
    hello = door.hello("/ws/chat/", known["cookie"])
    page = Page(hello, room, known["conv"], VISITOR)
    await door.open([page])
    return page


async def left_alone(known, doors):
    room = Room(Tally())
    here, there = [await open_page(room, known, door) for door in doors]
    await asyncio.sleep(ALONE_S)
    for speaks, hears in ((there, here), (here, there)):
        hears.forget()
        # A beat looks by itself; the next one is far away now.
        assert await hears.heard.get() == "beat"
        room.speak(speaks)
        assert await hears.heard.get() == "events"
    assert not room.tally.trouble


def test_after_a_long_silence_what_is_said_at_another_process_comes_at_once(place):
    [known] = people.seed(place, accounts=1, talking=1)["conversations"]
    with servers.web(place, count=2) as processes:
        doors = [people.Doors(processes[0].port, one.port) for one in processes]
        asyncio.run(left_alone(known, doors))
    assert "cannot be rung" not in (place.var / "server.log").read_text()
