"""Nothing that was acknowledged is ever lost; nothing else has to be sent by hand."""

import random

import pytest
from playwright.sync_api import expect

from tests.e2e.modes import in_both_modes, in_production_mode
from tests.e2e.navigators import Visitor, demo_counsellor
from tests.e2e.proxy import DOWN
from tests.e2e.stores import wait_for

KILLS = 10
# A restart and thirty seconds of the longest pause between two tries, and some more.
PATIENCE_MS = 90_000


@pytest.fixture
def talking(server, visitor, counsellor):
    ana = demo_counsellor(counsellor, server)
    alma = Visitor(visitor, server)
    alma.open_chat()
    alma.start()
    alma.say("v-start")
    ana.claim()
    ana.reads("v-start")
    return alma, ana


def say_some(alma, ana, rounds, said):
    for _ in range(rounds):
        for who, letter in ((alma, "v"), (ana, "t")):
            said.append(f"{letter}-{len(said):04d}-")
            who.say(said[-1])


def back_online(*people):
    """What a phone tells the page when it finds its network again."""
    for person in people:
        person.page.evaluate("dispatchEvent(new Event('online'))")


def check_all_there(server, alma, ana, said):
    """Both read everything once, in one order, and so does the database."""
    expected = len(said) + 1
    for who in (alma, ana):
        texts = who.talk.locator(".message__text")
        expect(texts).to_have_count(expected, timeout=PATIENCE_MS)
    expect(alma.talk.locator(".message--pending")).to_have_count(0)
    expect(ana.talk.locator(".message--pending")).to_have_count(0)
    read = alma.all_read()
    assert read == ana.all_read()
    assert sorted(read) == sorted(["v-start", *said])
    for letter in "vt":
        own = [text for text in said if text.startswith(letter)]
        assert [text for text in read if text in set(own)] == own
    check_numbers(server, expected)


def check_numbers(server, expected):
    rows = server.rows("SELECT n, kind, role, stream, ctr FROM chat_event ORDER BY n")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    messages = [row[2:] for row in rows if row[1] == "message"]
    assert len(set(messages)) == len(messages)
    controls = 1  # "Ana is er"
    assert len(messages) == expected + controls


@in_both_modes
def test_killing_the_server_at_random_moments_loses_and_doubles_nothing(
    server, talking
):
    chance = random.Random(2026)
    alma, ana = talking
    said = []
    for _ in range(KILLS):
        say_some(alma, ana, chance.randint(1, 4), said)
        alma.page.wait_for_timeout(chance.randint(0, 400))
        server.kill()
        say_some(alma, ana, chance.randint(0, 2), said)
        server.start()
        if chance.random() < 0.7:
            back_online(alma, ana)
    say_some(alma, ana, 2, said)
    check_all_there(server, alma, ana, said)


@in_production_mode
def test_without_redis_for_some_seconds_the_chat_goes_on(
    server, start_server, visitor, counsellor
):
    """Visitor and counsellor on two processes, so that every push needs Redis."""
    other = start_server()
    ana = demo_counsellor(counsellor, other)
    alma = Visitor(visitor, server)
    alma.open_chat()
    alma.start()
    alma.say("v-start")
    ana.claim()
    said = []
    say_some(alma, ana, 2, said)
    server.stores.redis_line.cut()
    say_some(alma, ana, 3, said)
    # Rung or not, both read on: each process asks the database by itself.
    ana.reads(said[-2])
    alma.reads(said[-1])
    server.stores.redis_line.heal()
    say_some(alma, ana, 2, said)
    check_all_there(server, alma, ana, said)


@in_both_modes
def test_what_was_written_without_a_server_goes_out_by_itself(server, talking):
    alma, ana = talking
    server.kill()
    alma.say("v-while-away")
    expect(alma.talk.locator(".message--pending")).to_have_count(1)
    server.start()
    ana.talk.get_by_text("v-while-away").wait_for(timeout=PATIENCE_MS)
    wait_for(lambda: not alma.talk.locator(".message--pending").count())


@in_both_modes
def test_a_claim_whose_answer_was_lost_is_granted_all_the_same(
    server, visitor, counsellor
):
    ana = demo_counsellor(counsellor, server)
    alma = Visitor(visitor, server)
    alma.open_chat()
    alma.start()
    alma.say("v-start")
    button = ana.page.get_by_role("button", name="Neem dit gesprek")
    button.wait_for()
    server.chat_line.lose(DOWN)
    button.click()
    owner = "SELECT counsellor_id FROM chat_ticket"
    wait_for(lambda: server.rows(owner)[0][0] is not None)
    expect(ana.composer).to_be_hidden()
    server.chat_line.heal()
    back_online(alma, ana)
    ana.reads("v-start")
    expect(ana.page.get_by_text("Dit gesprek is nu van jou.")).to_have_count(1)
    check_all_there(server, alma, ana, [])


@in_production_mode
@pytest.mark.parametrize("away", ["freeze", "cut"])
def test_while_the_store_is_away_the_page_says_so_calmly_and_loses_nothing(
    server, talking, away
):
    """Silent for ten seconds, as a pause is, and gone, as a restart is."""
    alma, ana = talking
    said = ["v-while-away", "t-while-away"]
    getattr(server.stores.database_line, away)()
    alma.say(said[0])
    ana.say(said[1])
    pending = alma.talk.locator(".message--pending")
    expect(pending).to_have_count(1)
    expect(pending).to_contain_text("Nog niet verstuurd. Gaat vanzelf.")
    alma.page.wait_for_timeout(10_000)
    expect(alma.talk.get_by_text("Er ging iets mis")).to_have_count(0)
    expect(pending).to_have_count(1)
    server.stores.database_line.heal()
    check_all_there(server, alma, ana, said)
