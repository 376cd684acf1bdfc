"""A commit whose answer never comes may hold: then its key must still be there."""

import pytest
from django.db import OperationalError, connection

from chat import keyring
from chat.models import Conversation, ConversationWrap
from tests.chat.peers import Visitor, post

pytestmark = pytest.mark.usefixtures("db")


def lose_the_answer(patch, *, stored):
    """The connection ends before the store hears of the commit, or after it did."""
    commit = connection._commit

    def lost():
        if stored:
            commit()
        raise OperationalError("the connection is closed")

    patch.setattr(connection, "_commit", lost)


@pytest.mark.parametrize("stored", [True, False])
def test_a_start_of_unknown_outcome_keeps_its_key(alma, team_key, monkeypatch, stored):
    visitor = Visitor(team_key)
    with monkeypatch.context() as patch:
        lose_the_answer(patch, stored=stored)
        with pytest.raises(OperationalError):
            post(alma, "/chat/api/start/", visitor.opening)
    assert Conversation.objects.exists() is stored
    assert keyring.seal(visitor.conv, "wrap", b"")
    for wrap in ConversationWrap.objects.all():
        assert keyring.open_sealed(visitor.conv, "wrap", bytes(wrap.blob))
