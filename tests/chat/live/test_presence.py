"""A page that is there is never called away, whatever becomes of its older lines."""

import pytest
from asgiref.sync import sync_to_async as in_db

from chat import claims, presence
from chat.models import Ticket
from chat.realtime.bells import ring_presence
from chat.realtime.hub import hub
from chat.sessions import COOKIE, hashed
from tests.chat.hubs import until
from tests.chat.live.polls import CHAT, Poll, body, hello
from tests.chat.live.sockets import console_line, visitor_line

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def talk(alma, alma_talks, ana, ana_console, visitor_cookie, staff_cookie):
    claims.claim(alma_talks.conv, ana.pk)
    return alma_talks.conv, visitor_cookie(alma), staff_cookie(ana_console)


@pytest.fixture
def rung(monkeypatch):
    """What was told of the visitor, in order."""
    told = []

    def ring(conv, *, here):
        told.append(here)
        ring_presence(conv, here=here)

    monkeypatch.setattr("chat.realtime.bells.ring_presence", ring)
    return told


@pytest.fixture
def old_line_ends(alma, talk):
    """A line that was half open is given up by another process."""
    session_hash = hashed(alma.cookies[COOKIE].value)
    return lambda: in_db(presence.visitor_gone)(talk[0], session_hash)


def is_here():
    return Ticket.objects.get().visitor_is_here()


async def polling(conv, cookie):
    before = hub.topics.get(conv, 0)
    page = Poll(CHAT, body(hello((conv, 1)), wait=25), cookie)
    await until(lambda: hub.topics.get(conv, 0) > before)
    return page


async def test_a_page_whose_old_line_ended_elsewhere_says_that_it_is_there(
    talk, old_line_ends, rung
):
    conv, cookie, staff = talk
    async with visitor_line(cookie) as page, console_line(staff) as console:
        await page.hello((conv, 1))
        await console.hello((conv, 1))
        await old_line_ends()
        await console.until("presence", here=True)
        assert await page.is_quiet()
        assert await in_db(is_here)()
        assert rung == [False, True]


async def test_two_pages_that_are_there_say_so_and_then_nothing_more(
    talk, old_line_ends, rung
):
    conv, cookie, _ = talk
    async with visitor_line(cookie) as page, visitor_line(cookie) as copy:
        await page.hello((conv, 1))
        await copy.hello((conv, 1))
        await old_line_ends()
        await until(lambda: True in rung)
        assert await page.is_quiet()
        assert await copy.is_quiet()
        assert rung == [False, True]
    assert not await in_db(is_here)()


async def test_a_page_that_polls_says_it_too(talk, old_line_ends, rung):
    conv, cookie, _ = talk
    page = await polling(conv, cookie)
    await old_line_ends()
    await until(lambda: True in rung)
    assert await in_db(is_here)()
    await page.hang_up()


async def test_who_polls_is_not_called_away_when_an_old_socket_ends(talk, rung):
    conv, cookie, _ = talk
    async with visitor_line(cookie) as old:
        await old.hello((conv, 1))
        page = await polling(conv, cookie)
    assert await in_db(is_here)()
    assert rung == []
    await page.hang_up()
