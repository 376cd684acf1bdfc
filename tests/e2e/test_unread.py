"""Who does not read for long is told so, and loses the line; here "long" is 3 s.

A close is waited for a second only, so that few are there to hear it; here it waits
for the page. The rest is as it is: Daphne, its transport, a page that reads on later.
"""

import asyncio
import shutil

import pytest

from tests.bench import people, servers
from tests.bench.client import connect
from tests.bench.installations import Installation
from tests.bench.talk import Room, Tally
from tests.e2e.stores import free_port
from tests.e2e.talkers import ANSWER_WITHIN_S

# More than the kernel takes for who does not read.
MESSAGES, BUFFER_BYTES = 4000, 4096
# Far more than the rule asks for, also where everything is slow.
UNREAD_S = 25
SERVE = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "platform_site.settings")
import django
django.setup()
from chat.realtime import line, socket
line.READ_WITHIN_S, line.BYE_WITHIN_S, socket.BEAT_WHEN_DEAF_S = 3, 600, 1
from django.core.management import call_command
call_command("serve", "--no-housekeeping")
"""


@pytest.fixture
def place(tmp_path, empty_tables, secret):
    shutil.copyfile(empty_tables, tmp_path / "zijstap.sqlite3")
    return Installation(tmp_path, secret=secret)


@pytest.fixture
def process(place):
    port, site = free_port(), free_port()
    env = place.environment(
        SITE_ORIGIN=f"http://127.0.0.1:{site}",
        CHAT_ORIGIN=f"http://127.0.0.1:{port}",
        LISTEN=f"127.0.0.1:{port}",
    )
    log = place.var / "server.log"
    process = servers.Process(["-c", SERVE], env=env, port=port, log=log)
    with servers.running(process):
        yield process


async def does_not_read(known, port):
    page = people.Doors(port).visitor(Room(Tally()), known)
    await connect(page, port, buffer_bytes=BUFFER_BYTES)
    await page.greet()
    page.transport.pause_reading()
    await asyncio.sleep(UNREAD_S)
    page.transport.resume_reading()
    return await asyncio.wait_for(page.closed, ANSWER_WITHIN_S)


def test_who_does_not_read_for_long_is_told_so_and_loses_the_line(place, process):
    wanted = {"accounts": 1, "talking": 1, "earlier": [1, MESSAGES]}
    [known] = people.seed(place, **wanted)["conversations"]
    assert asyncio.run(does_not_read(known, process.port)) == 4410
