"""The queue against a list of names: nobody is overtaken, nobody loses a place."""

import pytest
from django.db.models import Q
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chat import claims, conversations, endings, queue, sessions
from chat.e2ee.boxes import to_base64url
from chat.models import Conversation, StaffKey, TeamKey, Ticket
from chat.models.conversation import VISITOR, Sender
from chat.models.shift import AWAY_AFTER
from chat.presence import Visitor, visitor_gone, visitors_here
from tests.factories import make_user
from tests.properties import tried

which = st.integers(0, 50)


class Queue(RuleBasedStateMachine):
    users = ()
    made = 0

    def __init__(self):
        super().__init__()
        Conversation.objects.all().delete()
        self.order, self.senders, self.places = [], {}, {}
        self.waiting, self.claimed, self.away = set(), {}, set()

    @rule()
    def begins(self):
        Queue.made += 1
        conv = to_base64url(Queue.made.to_bytes(16))
        token = conversations.start(conv, TeamKey.objects.get(), bytes(113))
        self.senders[conv] = Sender(VISITOR, session_hash=sessions.hashed(token))
        self.order.append(conv)
        self.waiting.add(conv)

    def in_line(self):
        return [conv for conv in self.order if conv in self.waiting]

    @precondition(lambda self: self.waiting)
    @rule(number=which, user=st.integers(0, 2))
    def is_claimed(self, number, user):
        conv = self.in_line()[number % len(self.waiting)]
        user_id = self.users[user].pk
        hands = list(self.claimed.values()).count(user_id)
        try:
            claims.claim(conv, user_id)
        except claims.FullHands:
            assert hands == 2
        else:
            assert hands < 2
            self.waiting.discard(conv)
            self.claimed[conv] = user_id

    @precondition(lambda self: self.claimed)
    @rule(number=which)
    def returns(self, number):
        conv = sorted(self.claimed)[number % len(self.claimed)]
        queue.give_back(conv, Q())
        del self.claimed[conv]
        self.waiting.add(conv)
        # Whoever waits longest goes first: only this may push others back.
        self.places.clear()

    @precondition(lambda self: self.order)
    @rule(number=which)
    def ends(self, number):
        conv = self.order[number % len(self.order)]
        endings.end(conv, self.senders[conv])
        self.waiting.discard(conv)
        self.claimed.pop(conv, None)

    @precondition(lambda self: self.waiting)
    @rule(number=which)
    def reloads(self, number):
        conv = self.in_line()[number % len(self.waiting)]
        visitor_gone(conv, self.senders[conv].session_hash)
        self.is_back(conv)

    def is_back(self, conv):
        visitors_here([Visitor(conv, self.senders[conv].session_hash)])
        if conv in self.away:
            self.away.discard(conv)
            self.places.clear()

    @precondition(lambda self: self.waiting)
    @rule(number=which)
    def stays_away(self, number):
        conv = self.in_line()[number % len(self.waiting)]
        gone = timezone.now() - AWAY_AFTER
        Ticket.objects.filter(conversation_id=conv).update(here_until=gone)
        self.away.add(conv)

    @invariant()
    def is_the_list(self):
        line = self.in_line()
        assert [one["conv"] for one in queue.waiting_list()] == line
        for at, conv in enumerate(line):
            place = len(set(line[:at]) - self.away)
            assert queue.ahead_of_many([conv]) == [place]
            assert place <= self.places.get(conv, place)
            self.places[conv] = place
        for conv in set(self.order) - self.waiting:
            assert queue.ahead_of_many([conv]) == [None]


@pytest.mark.hypothesis
def test_the_queue_is_a_list_in_which_places_never_rise(team_key):
    Queue.users = [make_user("counsellor") for _ in range(3)]
    for user in Queue.users:
        StaffKey.objects.create(user=user, vault={})
    run_state_machine_as_test(Queue, settings=tried(15, stateful_step_count=20))
