"""The team's secrets, opened as only its members can: for tests that search for them."""

import hashlib
import json
from pathlib import Path

from chat.e2ee.boxes import from_base64url, label, unbox
from chat.e2ee.checks import team_id, user_id
from chat.e2ee.conversation import TeamKey, open_conversation
from chat.e2ee.grants import Grant, open_grant
from chat.e2ee.vault import unlock_vault

FORGET_THE_DEMO_TEAM = """
from chat.models import StaffKey, TeamGrant, TeamKey
TeamGrant.objects.all().delete(); TeamKey.objects.all().delete()
StaffKey.objects.all().delete()
"""


def without_a_team(server):
    """As after an installation: nobody has a vault, the team has no key."""
    server.manage("shell", "-c", FORGET_THE_DEMO_TEAM)


def team_key(server, login, passphrase):
    """The team's key with its private half, by this member's passphrase."""
    members = dict(
        server.rows(
            "SELECT u.login, k.vault FROM chat_staffkey k"
            " JOIN staff_user u ON u.id = k.user_id"
        )
    )
    vaults = {
        name: json.loads(vault) if isinstance(vault, str) else vault
        for name, vault in members.items()
    }
    me = unlock_vault(user_id(login), vaults[login], passphrase)
    ver, pub, ct, sig, by = server.rows(
        "SELECT k.ver, k.pub, g.ct, g.sig, b.login FROM chat_teamgrant g"
        " JOIN chat_teamkey k ON k.id = g.team_key_id"
        " JOIN staff_user m ON m.id = g.member_id"
        " JOIN staff_user b ON b.id = g.by_id"
        f" WHERE m.login = '{login}' ORDER BY k.ver DESC"
    )[0]
    key = TeamKey(team_id("chat"), ver, 1, from_base64url(pub))
    grant = Grant(from_base64url(ct), from_base64url(sig))
    return open_grant(me, key, grant, from_base64url(vaults[by]["pub"]["sig"]))


def shred_file(var, conv):
    name = hashlib.sha256(label("shred-name", conv.encode())).hexdigest()[:32]
    return Path(var) / "keyring" / name


def conversation_key(key, conv, blob, shred):
    """The conversation's key from its row, its shred key and the team's key."""
    wrap = unbox(shred, label("shred", b"wrap", b"\0", conv.encode()), bytes(blob))
    return open_conversation(key, from_base64url(conv), wrap)
