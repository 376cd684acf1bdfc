"""What is over is gone: also for who kept a copy and holds the team's private key."""

import pytest

from chat import endings, keyring
from chat.e2ee.boxes import from_base64url
from chat.e2ee.conversation import open_conversation
from chat.e2ee.errors import E2eeError
from chat.models import Conversation, ConversationWrap, Event
from tests.chat.peers import code, post


@pytest.fixture
def copied(alma, alma_talks):
    """Everything a backup of the database holds of a conversation."""
    post(alma, "/chat/api/code/", code()[0])
    row = Conversation.objects.get()
    return {
        "wrap": bytes(ConversationWrap.objects.get().blob),
        "code": bytes(row.code_wrap),
    }


def wiped(conv):
    Conversation.objects.update(state=Conversation.OVER, code_hash=None)
    endings.settle(conv)


def test_before_the_end_the_team_key_opens_the_copy(copied, alma_talks, team_key):
    wrap = keyring.open_sealed(alma_talks.conv, "wrap", copied["wrap"])
    assert open_conversation(team_key, alma_talks.id, wrap) == alma_talks.kc


def test_after_the_wipe_nothing_opens_the_copy(copied, alma_talks, team_key, settings):
    wiped(alma_talks.conv)
    assert not any(m.objects.exists() for m in (Conversation, ConversationWrap, Event))
    assert not list(settings.KEYRING_DIR.iterdir())
    for kind, blob in copied.items():
        with pytest.raises(keyring.ShreddedError):
            keyring.open_sealed(alma_talks.conv, kind, blob)
        with pytest.raises(E2eeError):
            open_conversation(team_key, alma_talks.id, blob)


def test_a_copied_row_put_back_opens_nothing(copied, alma_talks, alma, team_key):
    wiped(alma_talks.conv)
    post(alma, "/chat/api/start/", alma_talks.opening)
    with pytest.raises(E2eeError):
        keyring.open_sealed(alma_talks.conv, "wrap", copied["wrap"])


def test_a_key_file_says_neither_whose_it_is_nor_what_it_opens(alma_talks, settings):
    (path,) = settings.KEYRING_DIR.iterdir()
    assert alma_talks.conv not in path.name
    assert from_base64url(alma_talks.conv).hex() not in path.name
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_key_is_overwritten_before_it_is_taken_away(
    alma_talks, settings, monkeypatch
):
    (path,) = settings.KEYRING_DIR.iterdir()
    monkeypatch.setattr("pathlib.Path.unlink", lambda self: None)
    keyring.destroy(alma_talks.conv)
    assert path.read_bytes() == bytes(32)
    with pytest.raises(keyring.ShreddedError):
        keyring.seal(alma_talks.conv, "wrap", b"")
    keyring.destroy(alma_talks.conv)


def test_a_wipe_that_was_cut_short_is_finished_later(alma, alma_talks, monkeypatch):
    alma.post("/chat/api/leave/")
    with monkeypatch.context() as patch:
        patch.setattr(Conversation, "delete", 0)
        with pytest.raises(TypeError):
            endings.settle(alma_talks.conv)
    assert Conversation.objects.exists()
    endings.settle(alma_talks.conv)
    assert not Conversation.objects.exists()
