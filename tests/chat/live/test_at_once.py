"""What a server can say at once goes past the row; the order stays the same."""

import asyncio
import gc
import weakref

import pytest

from chat.realtime.line import Line
from tests.chat.live.sockets import visitor_line

pytestmark = pytest.mark.usefixtures("db")


def says_at_once(page, *, every=1):
    """As our own server: says it, but for now and then, when the way is not free."""
    [[*_, line]] = Line.lines.values()
    asked = []

    def say(text):
        asked.append(text)
        if len(asked) % every:
            return False
        page.output_queue.put_nowait({"type": "websocket.send", "text": text})
        return True

    line.say = say
    return asked


@pytest.mark.parametrize("every", [1, 2, 3])
async def test_everything_comes_once_and_in_order(
    alma, alma_talks, visitor_cookie, every
):
    cookie = visitor_cookie(alma)
    async with visitor_line(cookie) as page, visitor_line(cookie) as other:
        await page.hello((alma_talks.conv, 0))
        await other.hello((alma_talks.conv, 0))
        await other.until("place")
        asked = says_at_once(other, every=every)
        last = [(await page.sent(alma_talks))["n"] for _ in range(30)][-1]
        items = await other.items(last, alma_talks.conv)
        assert [item["n"] for item in items] == list(range(1, last + 1))
        assert any('"events"' in text for text in asked)


async def test_nothing_is_left_of_a_line_that_was_cut(alma, alma_talks, visitor_cookie):
    gc.collect()
    gc.disable()
    try:
        async with visitor_line(visitor_cookie(alma)) as page:
            await page.hello((alma_talks.conv, 0))
            await page.until("place")
            [[line]] = Line.lines.values()
            left = weakref.ref(line)
            del line
        await asyncio.sleep(0)
        assert left() is None
    finally:
        gc.enable()
