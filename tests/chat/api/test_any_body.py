"""Random bodies for every address: a refusal, never an error, never a row."""

import json

import pytest
from hypothesis import given, strategies as st

from chat.models import Conversation, Event, StaffKey, TeamGrant, TeamKey, Ticket
from tests.chat.api.test_ladders import WITH_BODY, client_for
from tests.chat.peers import post
from tests.properties import tried

KEPT = (Conversation, Event, StaffKey, TeamGrant, TeamKey, Ticket)
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(alphabet=st.characters(), max_size=40),
    st.from_regex(r"[A-Za-z0-9_-]{20,160}", fullmatch=True),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.hypothesis
@pytest.mark.parametrize("path", WITH_BODY)
def test_no_body_is_an_error_or_a_row(path, ana, team_key, monkeypatch):
    client, good = client_for(path, ana), WITH_BODY[path]
    if path.endswith("/ready/"):
        good = good | {"ready": None}
    client.raise_request_exception = True
    before = [model.objects.count() for model in KEPT]

    @given(
        changes=st.dictionaries(st.sampled_from(sorted(good)), values, min_size=1),
        more=st.dictionaries(st.text(max_size=4), values, max_size=1),
    )
    @tried(25)
    def try_it(changes, more):
        answer = post(client, path, json.dumps(good | changes | more))
        assert answer.status_code < 500
        assert "code" in answer.json() if answer.content else answer.status_code == 204

    try_it()
    assert [model.objects.count() for model in KEPT] == before
