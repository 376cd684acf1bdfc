"""Many envelopes in one transaction: each is stored, or fails, alone."""

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from chat import conversations, messages, rows
from chat.e2ee.boxes import from_base64url
from chat.messages import Letter, Stored, append_many
from chat.models import Conversation, Event, TeamKey
from chat.models.conversation import VISITOR, Sender
from chat.sessions import hashed
from tests.chat.live.threads import at_once
from tests.chat.peers import Visitor

pytestmark = pytest.mark.usefixtures("db")


class Page:
    def __init__(self, team_key):
        self.talk = Visitor(team_key)
        wrap = from_base64url(self.talk.opening["wrap"])
        token = conversations.start(self.talk.conv, TeamKey.objects.get(), wrap)
        self.sender = Sender(VISITOR, session_hash=hashed(token))

    def letter(self):
        return Letter(self.talk.conv, self.sender, self.talk.seal())

    @property
    def stored(self):
        return Event.objects.filter(conversation_id=self.talk.conv).count()


@pytest.fixture
def pages(team_key):
    return [Page(team_key) for _ in range(3)]


def numbers(answers):
    return [
        answer.n if isinstance(answer, Stored) else type(answer) for answer in answers
    ]


def test_one_batch_keeps_the_order_of_each_and_answers_repeats_alike(pages):
    one, two, _ = pages
    letters = [one.letter(), two.letter(), one.letter()]
    assert numbers(append_many([*letters, letters[0]])) == [1, 1, 2, 1]
    assert numbers(append_many([letters[2], one.letter()])) == [2, 3]
    assert (one.stored, two.stored) == (3, 1)


def test_what_is_refused_takes_nobody_with_it(pages):
    one, two, three = pages
    early, late = one.letter(), one.letter()
    strange = Letter(two.talk.conv, one.sender, two.talk.seal())
    letters = [late, strange, three.letter(), early]
    assert numbers(append_many(letters)) == [
        messages.Gap,
        conversations.NotYours,
        1,
        1,
    ]


def test_an_impossible_letter_fails_alone(pages, monkeypatch):
    one, poison, two = pages
    insert = rows.insert

    def picky(model, lines, *columns):
        if any(line[0] == poison.talk.conv for line in lines):
            raise IntegrityError
        insert(model, lines, *columns)

    monkeypatch.setattr(rows, "insert", picky)
    answers = append_many([one.letter(), poison.letter(), two.letter()])
    assert numbers(answers) == [1, IntegrityError, 1]
    assert [page.stored for page in pages] == [1, 0, 1]
    assert Conversation.objects.get(pk=poison.talk.conv).last_n == 0


def test_a_conversation_that_somebody_holds_does_not_keep_others_waiting(pages):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    held, free, _ = pages
    holds, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Conversation.objects.locked().get(pk=held.talk.conv)
            holds.set()
            done.wait(240)

    def write():
        holds.wait(240)
        waits = held.letter()
        try:
            return waits, append_many([waits, free.letter()])
        finally:
            done.set()

    _, (waits, answers) = at_once(hold, write)
    assert isinstance(answers[0], DatabaseError)
    assert numbers(answers[1:]) == [1]
    # It was told to come again, and nothing is in its way now.
    assert numbers(append_many([waits])) == [1]


def test_a_repeat_rings_for_who_may_have_missed_the_first(pages, monkeypatch):
    rung = []
    monkeypatch.setattr("chat.realtime.bells.ring", lambda *bell: rung.append(bell))
    letter = pages[0].letter()
    append_many([letter])
    assert rung == []
    append_many([letter])
    assert rung == [(letter.conv, 1)]
