"""The server never holds a readable word: a talk, and then a search everywhere."""

import json
import re
from contextlib import nullcontext

import psycopg
import pytest
from playwright.sync_api import expect

from chat.e2ee.boxes import from_base64url, to_base64url
from chat.e2ee.checks import auth_hash
from chat.e2ee.returncode import (
    code_as_digits,
    code_as_words,
    derive_code,
    new_code,
    wrap_for_code,
)
from chat.e2ee.words_nl import WORDS
from tests.e2e import browsers
from tests.e2e.modes import in_both_modes
from tests.e2e.navigators import Counsellor, Visitor, new_counsellor, new_team
from tests.e2e.server import VISITOR_ADDRESS
from tests.e2e.team import conversation_key, shred_file, team_key, without_a_team

ASKED = "zebrakoekje marmeladeboot"
ANSWERED = "pinguinlantaarn kastanjefluit"
UNSENT = "dromedarisbrood onverstuurd"
AGENT = "AlmasOldPhone/7.1"
REFERRER = "http://gossip.example/about-alma"


def spellings(secret):
    """How a value would look in a dump, a body or a log."""
    raw = secret if isinstance(secret, bytes) else secret.encode()
    text = [raw, raw.hex().encode(), to_base64url(raw).encode()]
    return [*text, json.dumps(raw.decode("latin-1")).strip('"').encode()]


def dump_of(server):
    """The whole database: the file with its log, or a dump of every table."""
    if server.stores.database_line is None:
        files = server.var.glob("zijstap.sqlite3*")
        return b"".join(path.read_bytes() for path in files)
    return server.stores.dump()


def written_by(server):
    files = (path for path in server.var.rglob("*") if path.is_file())
    # The demo's own accounts and the pages' files are not made by this evening.
    skipped = {"demo.json", "static"}
    own = (path for path in files if not skipped & set(path.parts))
    return b"".join(path.read_bytes() for path in own)


def held_by_redis(server, commands):
    if server.stores.redis is None:
        return b""
    client = server.stores.redis.client()
    keys = client.keys("*")
    values = b"".join(client.dump(key) or b"" for key in keys)
    channels = b" ".join(client.pubsub_channels("*"))
    return b" ".join(keys) + values + channels + commands.read_bytes()


def watching(server):
    return server.stores.redis.monitor() if server.stores.redis else nullcontext()


def second_counsellor(page, server, colleague):
    """Bram has a vault; a colleague compares the digits and lets him in."""
    bram = Counsellor(page, server)
    bram.enrol(new_counsellor(server, "bram", "Bram"))
    bram.make_vault()
    shown = page.locator("[data-fingerprint]")
    expect(shown).to_have_text(re.compile(r"(\d{5} ?){5}"))
    digits = shown.inner_text()
    colleague.give_access("Bram", digits)
    bram.is_ready()
    return bram


@pytest.fixture
def evening(server, open_browser):
    """A talk on accounts of this test, with a return code taken and used."""
    without_a_team(server)
    phone = open_browser(viewport=browsers.PHONE, has_touch=True, user_agent=AGENT)
    desks = [open_browser(), open_browser()]
    with watching(server) as commands:
        noor = new_team(desks[0].new_page(), server)
        noor.make_team_key()
        bram = second_counsellor(desks[1].new_page(), server, noor)
        alma = Visitor(phone.new_page(), server)
        alma.page.goto(f"{server.site}/", referer=REFERRER)
        alma.page.get_by_role("link", name="Start de chat").first.click()
        alma.start()
        alma.say(ASKED)
        bram.claim()
        bram.reads(ASKED)
        bram.say(ANSWERED)
        alma.reads(ANSWERED)
        alma.composer.fill(UNSENT)
        code, kc = take_and_use_code(server, alma, bram)
        alma.page.wait_for_timeout(500)
        secrets = {
            "asked": ASKED,
            "answered": ANSWERED,
            "unsent": UNSENT,
            "conversation key": kc,
            "return code in digits": code_as_digits(code),
            "return code in words": code_as_words(code, WORDS),
            "raw return code": code,
            "noor's passphrase": noor.passphrase,
            "bram's passphrase": bram.passphrase,
        }
        sent = b"".join(
            context.record.sent() + b"".join(context.record.frames_got)
            for context in (phone, *desks)
        )
        places = {
            "database": dump_of(server),
            "files and logs": written_by(server),
            "redis": held_by_redis(server, commands),
            "logs of the stores": server.stores.logs(),
            "bodies and frames": sent,
            "the wire": server.sent_by_browsers(),
        }
    return secrets, places


def take_and_use_code(server, alma, bram):
    """What the screens for a code will do, in the page of the visitor itself."""
    conv, blob = server.rows("SELECT conversation_id, blob FROM chat_conversationwrap")[
        0
    ]
    shred = shred_file(server.var, conv).read_bytes()
    kc = conversation_key(team_key(server, "bram", bram.passphrase), conv, blob, shred)
    code = new_code()
    auth, wrap_key = derive_code(code, bytes(16))
    taken = {
        "kdf": 1,
        "auth_hash": to_base64url(auth_hash(auth)),
        "wrap": to_base64url(wrap_for_code(wrap_key, from_base64url(conv), kc)),
    }
    assert post(alma.page, "code", taken) == 204
    assert post(alma.page, "resume", {"kdf": 1, "auth": to_base64url(auth)}) == 200
    return code, kc


def post(page, name, body):
    return page.evaluate(
        "([url, body]) => fetch(url, {method: 'POST', body: JSON.stringify(body)})"
        ".then((answer) => answer.status)",
        [f"/chat/api/{name}/", body],
    )


@in_both_modes
def test_no_secret_and_no_trace_of_the_visitor_is_anywhere_outside_the_browsers(
    server, evening
):
    secrets, places = evening
    of_redis = {"redis", "logs of the stores"}
    for place, held in places.items():
        assert held or (place in of_redis and server.stores.redis is None), place
        for name, secret in secrets.items():
            for spelling in spellings(secret):
                assert spelling not in held, f"{name} is in {place}"
    check_traces(server, places)


def check_traces(server, places):
    # The premise: the server did get them, and from the address that is searched for.
    assert AGENT.encode() in places["the wire"]
    assert REFERRER.encode() in places["the wire"]
    assert server.chat_line.source == VISITOR_ADDRESS
    for place in ("database", "files and logs", "redis", "logs of the stores"):
        for trace in (VISITOR_ADDRESS, AGENT, REFERRER, "gossip.example"):
            assert trace.encode() not in places[place], f"{trace} is in {place}"


def test_postgresql_logs_that_something_failed_but_not_on_what(postgres):
    """With its own defaults both the statement and the key would stand there."""
    insert = f"INSERT INTO told VALUES ('{ASKED}')"
    with psycopg.connect(postgres.url("demo"), autocommit=True) as connection:
        connection.execute("CREATE TABLE told (word text UNIQUE)")
        connection.execute(insert)
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(insert)
        connection.execute("DROP TABLE told")
    log = postgres.log.read_text()
    assert "duplicate key value violates unique constraint" in log
    assert ASKED not in log


def test_the_search_would_find_a_secret_in_every_spelling():
    held = b"row: " + b"zebrakoekje".hex().encode()
    assert any(spelling in held for spelling in spellings("zebrakoekje"))
