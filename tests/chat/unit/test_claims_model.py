"""Many claims together are what they would be one after the other."""

import pytest
from django.utils import timezone
from hypothesis import given, strategies as st

from chat.claims import Claim, claim_many
from chat.models import Conversation, Event, StaffKey, Team, Ticket
from tests.factories import make_user
from tests.properties import tried

STATES = [Conversation.WAITING] * 3 + [Conversation.OVER]
LIMIT = 2


def make_conversation(team, conv, state):
    now, today = timezone.now(), timezone.localdate()
    made = Conversation.objects.create(
        id=conv, team=team, state=state, started_on=today, last_on=today
    )
    Ticket.objects.create(conversation=made, waiting_since=now, here_until=now)


def told(wishes, states, members):
    """The same rules in other words: a conversation, its owner, and whose hands are full."""
    owners = {}
    for conv, user_id in wishes:
        if user_id not in members:
            yield "not_yours"
        elif conv in owners:
            yield None if owners[conv] == user_id else "taken"
        elif states.get(conv) != Conversation.WAITING:
            yield "gone"
        elif list(owners.values()).count(user_id) == LIMIT:
            yield "full"
        else:
            owners[conv] = user_id
            yield None


@pytest.mark.hypothesis
def test_claims_in_any_batches_are_claims_one_after_the_other(db, settings):
    settings.CONVERSATIONS_AT_ONCE = LIMIT
    members = [make_user("counsellor").pk for _ in range(3)]
    for user_id in members:
        StaffKey.objects.create(user_id=user_id, vault={})
    strangers = [make_user("editor").pk, make_user("counsellor").pk, 0]
    StaffKey.objects.create(user_id=strangers[0], vault={})
    team = Team.objects.create(slug="chat", name="Chat")
    convs = [f"{number:022}" for number in range(6)]

    @given(
        states=st.fixed_dictionaries(dict.fromkeys(convs[:5], st.sampled_from(STATES))),
        wishes=st.lists(
            st.builds(
                Claim, st.sampled_from(convs), st.sampled_from(members * 2 + strangers)
            ),
            max_size=16,
        ),
        cuts=st.sets(st.integers(0, 16)),
    )
    @tried(40)
    def try_it(states, wishes, cuts):
        Conversation.objects.all().delete()
        for conv, state in states.items():
            make_conversation(team, conv, state)
        ends = [*sorted(cuts), len(wishes)]
        batches = [wishes[a:b] for a, b in zip([0, *ends], ends, strict=False)]
        answers = [one for batch in batches for one in claim_many(batch)]
        right = list(told(wishes, states, members))
        assert [one and one.code for one in answers] == right
        winners = {
            wish for wish, word in zip(wishes, right, strict=True) if word is None
        }
        mine = Ticket.objects.filter(counsellor__isnull=False, claimed_at__isnull=False)
        assert set(mine.values_list("conversation_id", "counsellor_id")) == winners
        events = Event.objects.values_list("conversation_id", "n", "kind")
        assert set(events) == {(conv, 1, "claimed") for conv, _ in winners}
        heads = Conversation.objects.filter(last_n=1, state=Conversation.OPEN)
        assert set(heads.values_list("pk", flat=True)) == {conv for conv, _ in winners}

    try_it()
