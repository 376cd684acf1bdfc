"""Whatever two senders do: one order without holes, each message once, all there."""

import pytest
from hypothesis import given, strategies as st

from chat import conversations, endings, events, messages, sessions
from chat.conversations import Ended, Refused
from chat.e2ee.boxes import from_base64url
from chat.models import Conversation, Event, TeamKey, Ticket
from chat.models.conversation import TEAM, VISITOR, Sender
from tests.chat.peers import Visitor
from tests.properties import tried

pytestmark = pytest.mark.usefixtures("db")

steps = st.one_of(
    st.tuples(st.just("new"), st.booleans()),
    st.tuples(st.just("again"), st.integers(0, 30)),
    st.tuples(st.just("reload"), st.booleans()),
    st.tuples(st.just("propose"), st.just(True)),
    st.tuples(st.just("end"), st.just(True)),
)


class Talk:
    """A conversation and what its senders were told."""

    def __init__(self, team_key, user):
        visitor = Visitor(team_key)
        wrap = from_base64url(visitor.opening["wrap"])
        token = conversations.start(visitor.conv, TeamKey.objects.get(), wrap)
        Ticket.objects.filter(conversation_id=visitor.conv).update(counsellor=user)
        Conversation.objects.filter(pk=visitor.conv).update(state="open")
        self.conv = visitor.conv
        self.sides = {True: visitor, False: visitor.counsellor()}
        self.senders = {
            True: Sender(VISITOR, session_hash=sessions.hashed(token)),
            False: Sender(TEAM, user_id=user.pk),
        }
        self.acked = {}
        self.sent = []
        self.over = False

    def new(self, side):
        self.send(side, self.sides[side].seal())

    def send(self, side, envelope):
        self.sent.append((side, envelope))
        try:
            event = messages.append(self.conv, self.senders[side], envelope)
        except Ended:
            assert self.over
            assert envelope not in self.acked
        else:
            assert self.acked.setdefault(envelope, event.n) == event.n

    def again(self, which):
        if self.sent:
            self.send(*self.sent[which % len(self.sent)])

    def reload(self, side):
        self.sides[side].renew()

    def propose(self, _):
        try:
            endings.propose(self.conv, self.senders[False])
        except Refused:
            assert self.over

    def end(self, _):
        endings.end(self.conv, self.senders[True])
        self.over = True

    def read(self, side, start):
        found, more = [], True
        while more:
            n = found[-1]["n"] if found else start
            items, more = events.after(self.conv, self.senders[side], n)
            found += items
        return found


@given(script=st.lists(steps, max_size=30), start=st.integers(0, 12))
@tried(40, with_fixtures=True)
def test_any_interleaving_is_one_order_for_every_reader(team_key, ana, script, start):
    talk = Talk(team_key, ana)
    for what, how in script:
        getattr(talk, what)(how)
    everything = talk.read(True, 0)
    last = Conversation.objects.get(pk=talk.conv).last_n
    assert [item["n"] for item in everything] == list(range(1, last + 1))
    stored = {
        from_base64url(item["env"]): item["n"] for item in everything if "env" in item
    }
    assert stored == talk.acked
    assert Event.objects.filter(conversation_id=talk.conv, kind="message").count() == (
        len(talk.acked)
    )
    for side in (True, False):
        assert talk.read(side, start) == everything[start:]


@pytest.mark.parametrize(
    ("count", "pages"), [(99, [99]), (100, [100, 0]), (101, [100, 1])]
)
def test_a_page_of_events_has_a_hundred_at_most(team_key, ana, count, pages):
    talk = Talk(team_key, ana)
    fake = [
        Event(conversation_id=talk.conv, n=n, ctr=n, kind="returned")
        for n in range(1, count + 1)
    ]
    Event.objects.bulk_create(fake)
    Conversation.objects.filter(pk=talk.conv).update(last_n=count)
    found, n, more = [], 0, True
    while more:
        items, more = events.after(talk.conv, talk.senders[True], n)
        found.append(len(items))
        n = items[-1]["n"] if items else n
    assert found == pages


def test_a_page_of_events_has_64_kib_at_most_and_always_one(team_key, ana):
    talk = Talk(team_key, ana)
    side = talk.sides[True]
    for _ in range(9):
        talk.send(True, side.seal("x" * 9000))
    sizes, n, more = [], 0, True
    while more:
        items, more = events.after(talk.conv, talk.senders[True], n)
        sizes.append(sum(len(item["env"]) for item in items))
        n += len(items)
    assert n == 9
    assert len(sizes) > 1
    assert all(0 < size <= 64 * 1024 for size in sizes)
