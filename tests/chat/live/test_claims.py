"""A counsellor claims over the line: one winner, and a word for everybody else."""

from functools import partial

import pytest
from asgiref.sync import sync_to_async as in_db
from django.db import OperationalError

from chat.claims import Claim, claim_many
from chat.conversations import NotYours
from chat.e2ee.boxes import to_base64url
from chat.models import Conversation, Event, StaffKey, Ticket
from platform_site.staff import accounts
from tests.chat.live.polls import CONSOLE, hello, poll
from tests.chat.live.sockets import console_line, visitor_line
from tests.chat.peers import console
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def desk(ana_console, staff_cookie):
    return partial(console_line, staff_cookie(ana_console))


async def answer(line, conv):
    """What the line says to a claim: granted, or the word for why not."""
    await line.say("claim", c=conv)
    while (frame := await line.next())["type"] not in {"claimed", "refused"}:
        pass
    assert frame["c"] == conv
    return frame.get("code", "claimed")


async def owner():
    return await in_db(lambda: Ticket.objects.get().counsellor_id)()


async def test_a_claim_is_granted_and_everybody_who_waits_for_it_knows(
    alma, alma_talks, ana, desk, ivo_console, visitor_cookie, staff_cookie
):
    async with (
        visitor_line(visitor_cookie(alma)) as page,
        desk() as mine,
        console_line(staff_cookie(ivo_console)) as colleague,
    ):
        await page.hello((alma_talks.conv, 0))
        await mine.hello()
        await colleague.hello()
        assert await answer(mine, alma_talks.conv) == "claimed"
        assert [item["kind"] for item in await page.items(1)] == ["claimed"]
        await colleague.until("queue")
        assert await owner() == ana.pk


async def test_what_a_colleague_has_is_taken_and_what_i_have_is_mine_again(
    alma_talks, desk, ivo_console, staff_cookie
):
    async with desk() as mine, console_line(staff_cookie(ivo_console)) as theirs:
        await mine.hello()
        await theirs.hello()
        assert await answer(mine, alma_talks.conv) == "claimed"
        assert await answer(theirs, alma_talks.conv) == "taken"
        # Whoever did not hear the first answer asks once more.
        assert await answer(mine, alma_talks.conv) == "claimed"
    assert await in_db(Event.objects.filter(kind=Event.CLAIMED).count)() == 1


@pytest.mark.parametrize("state", [Conversation.OVER, Conversation.RESTING, None])
async def test_what_is_over_or_unknown_is_gone(alma_talks, desk, state):
    if state:
        await in_db(Conversation.objects.update)(state=state)
    conv = alma_talks.conv if state else to_base64url(b"x" * 16)
    async with desk() as line:
        await line.hello()
        assert await answer(line, conv) == "gone"


async def test_full_hands_take_no_more(alma_talks, bo_talks, desk, settings):
    settings.CONVERSATIONS_AT_ONCE = 1
    async with desk() as line:
        await line.hello()
        assert await answer(line, alma_talks.conv) == "claimed"
        assert await answer(line, bo_talks.conv) == "full"
        over = Conversation.objects.filter(pk=alma_talks.conv)
        await in_db(over.update)(state=Conversation.OVER)
        assert await answer(line, bo_talks.conv) == "claimed"


async def test_who_has_no_vault_cannot_claim(alma_talks, staff_cookie):
    late = await in_db(lambda: staff_cookie(console(make_user("counsellor"))))()
    async with console_line(late) as line:
        await line.hello()
        assert await answer(line, alma_talks.conv) == "not_yours"


@pytest.mark.parametrize("loses", ["the account", "the role"])
async def test_who_was_sent_away_meanwhile_cannot_claim(alma_talks, ana, desk, loses):
    async with desk() as line:
        await line.hello()
        lose = (
            accounts.disable if loses == "the account" else lambda x: x.groups.clear()
        )
        await in_db(lose)(ana)
        await line.say("claim", c=alma_talks.conv)
        assert (await line.closed())[0] == 4401
    assert await owner() is None


async def test_a_session_that_ended_elsewhere_cannot_claim(alma_talks, ana, desk):
    async with desk() as line:
        await line.hello()
        await in_db(ana.set_unusable_password)()
        await in_db(ana.save)()
        await line.say("claim", c=alma_talks.conv)
        assert (await line.closed())[0] == 4401
    assert await owner() is None


async def test_a_visitor_cannot_claim(alma, alma_talks, visitor_cookie):
    async with visitor_line(visitor_cookie(alma)) as page:
        await page.hello((alma_talks.conv, 0))
        await page.say("claim", c=alma_talks.conv)
        assert (await page.closed())[0] == 4400
    assert await owner() is None


async def test_a_page_without_a_socket_claims_in_a_poll(
    alma_talks, ana_console, staff_cookie
):
    wish = {"type": "claim", "c": alma_talks.conv}
    answered = await poll(CONSOLE, staff_cookie(ana_console), hello(), wish)
    assert answered.frames("claimed") == [{"type": "claimed", "c": alma_talks.conv}]


async def test_a_store_that_is_away_says_later_and_nothing_is_lost(
    alma_talks, desk, monkeypatch
):
    def away(*_, **__):
        raise OperationalError

    async with desk() as line:
        await line.hello()
        with monkeypatch.context() as patched:
            patched.setattr("chat.claims._in_one_transaction", away)
            await line.say("claim", c=alma_talks.conv)
            refused = await line.until("refused")
        assert (refused["code"], refused["again"]) == ("later", True)
        assert await answer(line, alma_talks.conv) == "claimed"


@pytest.mark.parametrize("loses", ["the account", "the role", "the vault"])
def test_a_claim_of_who_may_not_is_refused_whatever_the_line_knew(
    alma_talks, ana, loses
):
    if loses == "the account":
        accounts.disable(ana)
    elif loses == "the role":
        ana.groups.clear()
    else:
        StaffKey.objects.filter(user=ana).delete()
    assert [type(one) for one in claim_many([Claim(alma_talks.conv, ana.pk)])] == [
        NotYours
    ]
