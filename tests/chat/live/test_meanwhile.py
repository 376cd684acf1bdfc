"""One does something while another is in the middle of it, and has to wait."""

import threading

import pytest
from django.db import connections
from django.db.models import Q

from chat import claims, conversations, endings, messages, queue, return_codes
from chat.conversations import NotYours
from chat.e2ee.checks import auth_hash
from chat.models import Conversation, Event, StaffKey
from chat.models.conversation import TEAM, Sender
from tests.chat.live.test_races import AUTH, begin
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("db")

# Long enough for the other to get in where nothing keeps it out.
LEFT_ALONE_S = 0.5


class Meanwhile:
    """Does `act` on another connection in the middle of what is patched with it."""

    def __init__(self, act):
        self.act = act
        self.answer = None
        self.thread = threading.Thread(target=self.run)

    def run(self):
        try:
            self.answer = self.act()
        except conversations.Refused as refused:
            self.answer = refused
        finally:
            connections.close_all()

    def around(self, real):
        def called(*args, **kwargs):
            self.thread.start()
            self.thread.join(LEFT_ALONE_S)
            return real(*args, **kwargs)

        return called

    def ends(self):
        self.thread.join()
        return self.answer


def take_code(conv, sender):
    return_codes.take(conv, sender, kdf=1, hash_=auth_hash(AUTH), wrap=bytes(60))
    return "kept"


def test_a_code_is_not_accepted_for_what_is_being_wiped(team_key, monkeypatch):
    visitor, sender = begin(team_key)
    endings.end(visitor.conv, sender)
    late = Meanwhile(lambda: take_code(visitor.conv, sender))
    monkeypatch.setattr(endings, "_wipe", late.around(endings._wipe))
    endings.settle(visitor.conv)
    assert isinstance(late.ends(), NotYours)
    assert not Conversation.objects.exists()


def test_a_counsellor_who_loses_the_conversation_cannot_add_to_it(
    team_key, monkeypatch
):
    visitor, _ = begin(team_key)
    ana = make_user("counsellor")
    StaffKey.objects.create(user=ana, vault={})
    claims.claim(visitor.conv, ana.pk)
    said = visitor.counsellor().seal()
    sender = Sender(TEAM, user_id=ana.pk)
    late = Meanwhile(lambda: messages.append(visitor.conv, sender, said))
    # A slow machine must not turn "waits" into "gave up waiting".
    monkeypatch.setattr(messages, "HELD_FOR_MS", 60_000)
    monkeypatch.setattr(queue, "add_events", late.around(queue.add_events))
    queue.give_back(visitor.conv, Q())
    assert isinstance(late.ends(), NotYours)
    kinds = list(Event.objects.order_by("n").values_list("kind", flat=True))
    assert kinds == ["claimed", "returned"]


def test_who_comes_back_while_it_is_wiped_has_an_unknown_code(team_key, monkeypatch):
    visitor, sender = begin(team_key)
    take_code(visitor.conv, sender)
    endings.end(visitor.conv, sender)
    endings.settle(visitor.conv)

    def resume():
        try:
            return return_codes.resume(AUTH, kdf=1)
        except return_codes.UnknownCode:
            return "unknown"

    late = Meanwhile(resume)
    monkeypatch.setattr(endings, "_wipe", late.around(endings._wipe))
    endings.wipe_if(visitor.conv, Q(state=Conversation.RESTING))
    assert late.ends() == "unknown"
    assert not Conversation.objects.exists()
