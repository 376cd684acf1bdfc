"""A whole conversation, and not one line of log that could tell of it."""

import logging

import pytest
from asgiref.sync import sync_to_async as in_db

from chat import claims
from chat.e2ee.boxes import to_base64url
from chat.sessions import hashed
from tests.chat.live.sockets import console_line, visitor_line
from tests.chat.peers import code, post, share

pytestmark = pytest.mark.usefixtures("db")


async def test_no_log_record_holds_a_token_an_id_or_an_envelope(
    alma, bo, alma_talks, ana, ana_console, visitor_cookie, staff_cookie, caplog
):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("tests.proof").debug("is heard")
    taken, back = code()
    secrets = [alma_talks.conv, visitor_cookie(alma).partition("=")[2]]
    secrets += [hashed(secrets[1]), staff_cookie(ana_console).partition("=")[2]]
    secrets += [share()["b"], taken["auth_hash"], back["auth"], taken["wrap"]]
    await in_db(claims.claim)(alma_talks.conv, ana.pk)
    async with (
        visitor_line(visitor_cookie(alma)) as page,
        console_line(staff_cookie(ana_console)) as console,
    ):
        await page.hello((alma_talks.conv, 0))
        await console.hello((alma_talks.conv, 0))
        for side, socket in ((alma_talks, page), (alma_talks.counsellor(), console)):
            envelope = side.seal()
            secrets.append(to_base64url(envelope))
            await socket.sent(side, envelope)
        await page.letter(alma_talks, alma_talks.seal(ctr=99))
        await page.until("refused")
        await in_db(post)(alma, "/chat/api/share/", share())
        await in_db(post)(alma, "/chat/api/code/", taken)
        await in_db(post)(bo, "/chat/api/resume/", back)
        await page.closed()
        await console.say("no such frame")
        await console.closed()
    await in_db(bo.post)("/chat/api/leave/")
    secrets.append(visitor_cookie(bo).partition("=")[2])
    lines = [
        f"{r.getMessage()} {r.args} {r.exc_info}"
        for r in caplog.records
        # These two are silent below WARNING in every installation.
        if not r.name.startswith(("django.db", "asyncio"))
    ]
    assert "is heard () None" in lines
    told = [line for line in lines for secret in secrets if secret and secret in line]
    assert told == []
