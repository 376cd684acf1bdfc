"""What is over is gone: also for who kept a copy and has every other key."""

import pytest

from chat.e2ee.boxes import from_base64url
from chat.e2ee.conversation import message_keys
from chat.e2ee.envelope import open_envelope
from chat.e2ee.errors import E2eeError
from tests.e2e.modes import in_both_modes
from tests.e2e.navigators import Visitor, demo_counsellor
from tests.e2e.stores import wait_for
from tests.e2e.team import conversation_key, shred_file, team_key

SAID = "kapstokwolk"
WIPE_NOW = """
from django.utils import timezone
from chat.models import Ticket
Ticket.objects.filter(wipe_at__isnull=False).update(wipe_at=timezone.now())
from chat import housekeeping
housekeeping.run_due()
"""


def everything_of(server):
    """The rows as a thief would copy them: wraps and envelopes."""
    conv, blob = server.rows("SELECT conversation_id, blob FROM chat_conversationwrap")[
        0
    ]
    rows = server.rows("SELECT envelope FROM chat_event WHERE envelope IS NOT NULL")
    return conv, bytes(blob), [bytes(row[0]) for row in rows]


def stop_and_wipe(server, alma):
    alma.stop()
    # The page is empty at once; the server may hear of it a little later.
    over = "SELECT 1 FROM chat_ticket WHERE wipe_at IS NOT NULL"
    wait_for(lambda: server.rows(over))
    server.manage("shell", "-c", WIPE_NOW)


def read(key, conv, blob, envelopes, shred):
    kc = conversation_key(key, conv, blob, shred)
    keys = message_keys(kc, from_base64url(conv))
    opened = [open_envelope(keys, from_base64url(conv), one) for one in envelopes]
    return b"".join(one.payload for one in opened)


@in_both_modes
def test_after_the_end_a_copy_of_the_rows_and_the_teams_key_open_nothing(
    server, visitor, counsellor
):
    ana = demo_counsellor(counsellor, server)
    alma = Visitor(visitor, server)
    alma.open_chat()
    alma.start()
    alma.say(SAID)
    ana.claim()
    ana.reads(SAID)
    copy = everything_of(server)
    key = team_key(server, "ana", ana.passphrase)
    file = shred_file(server.var, copy[0])
    # The premise: with the shred key there, all of this does open it.
    assert SAID.encode() in read(key, *copy, file.read_bytes())
    stop_and_wipe(server, alma)
    assert not file.exists()
    kept = [path.read_bytes() for path in file.parent.iterdir()]
    for shred in [*kept, bytes(32)]:
        with pytest.raises(E2eeError):
            read(key, *copy, shred)
    for table in ("conversation", "conversationwrap", "event", "ticket"):
        assert server.rows(f"SELECT count(*) FROM chat_{table}") == [(0,)]


@in_both_modes
def test_the_old_key_file_leaves_no_byte_of_the_key_behind(server, visitor, counsellor):
    demo_counsellor(counsellor, server)
    alma = Visitor(visitor, server)
    alma.open_chat()
    alma.start()
    conv = server.rows("SELECT id FROM chat_conversation")[0][0]
    file = shred_file(server.var, conv)
    shred = file.read_bytes()
    with file.open("rb") as still_open:
        stop_and_wipe(server, alma)
        # Whoever held the file open sees it overwritten, not just unlinked.
        assert still_open.read() == bytes(32)
    assert shred != bytes(32)
    written = (
        p for p in server.var.rglob("*") if p.is_file() and "static" not in p.parts
    )
    assert not [path for path in written if shred in path.read_bytes()]
