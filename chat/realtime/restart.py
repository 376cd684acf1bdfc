"""A new version is being put in place: whoever is on a line here is sent on.

Nothing is lost by it either way, for what was not acknowledged is sent again; a word
beforehand spares people the search, and the next process a crowd at the door.
"""

import asyncio
import json
import logging
import random
import time
from contextlib import suppress
from typing import Any

from chat.realtime import frames, writer
from chat.realtime.line import Line

log = logging.getLogger(__name__)

SPREAD_MS = 5000
# While people write there is always more to store; it is stored then, and sent again.
DRAINED_WITHIN_S = 2
# A browser that is there answers a close at once; one that is not is waited for no longer.
GONE_WITHIN_S = 3
HEARD_WITHIN_S = 1
LOOK_AGAIN_S = 0.05

leaving = asyncio.Event()


async def farewell() -> None:
    """Returns when every line of this process has ended, and what came by them is stored."""
    leaving.set()
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAINED_WITHIN_S):
            await _drain()
    deadline = time.monotonic() + GONE_WITHIN_S
    # In rounds: a line whose visitor was just being looked up comes a moment later.
    while lines := open_lines():
        await asyncio.gather(*(_send_on(line) for line in lines if not line.closing))
        if time.monotonic() > deadline:
            log.warning("Some lines did not end in time.")
            break
        await asyncio.sleep(LOOK_AGAIN_S)
    await _drain()


def open_lines() -> list[Line]:
    return [line for mates in list(Line.lines.values()) for line in mates]


async def turn_away(receive: Any, send: Any) -> None:
    """For a socket that comes now: the same word, before anything is looked up."""
    await receive()
    await send({"type": "websocket.accept"})
    bye = {"type": "bye", "code": frames.WORDS[frames.RESTART], "after_ms": _pause_ms()}
    await send({"type": "websocket.send", "text": json.dumps(bye)})
    await send({"type": "websocket.close", "code": frames.RESTART})


async def _send_on(line: Line) -> None:
    try:
        async with asyncio.timeout(HEARD_WITHIN_S):
            await line.bye(frames.RESTART, after_ms=_pause_ms())
    except Exception as error:  # noqa: BLE001 - one broken line must not keep the others
        log.warning("A line ended without a word: %s", type(error).__name__)


def _pause_ms() -> int:
    return random.randint(0, SPREAD_MS)  # noqa: S311 - spreads a crowd, hides nothing


async def _drain() -> None:
    """What was taken in is committed, and its sender has been told."""
    await writer.drain()
    await asyncio.sleep(LOOK_AGAIN_S)
