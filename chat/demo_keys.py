"""Vaults and a team key for the demo's counsellors, made by the peer in Python.

The web process never imports this: private keys exist here for a moment, as they
do in a counsellor's browser.
"""

from chat import desk, team_keys
from chat.e2ee.boxes import to_base64url
from chat.e2ee.checks import team_id, user_id
from chat.e2ee.errors import E2eeError
from chat.e2ee.grants import Grant, make_team_key, seal_grant
from chat.e2ee.vault import Identity, create_vault, unlock_vault
from chat.models import ConversationWrap, StaffKey, TeamGrant, TeamKey
from platform_site.staff.models import User


def renew(counsellors: list[tuple[User, str]]) -> None:
    """A new version at every start; older ones stay while a conversation needs them."""
    team = desk.team()
    identities = [_identity(user, passphrase) for user, passphrase in counsellors]
    newest = TeamKey.objects.newest(team)
    if newest is not None and not newest.is_demo:
        return  # somebody made a real key in this demo: it is theirs now
    ver = newest.ver + 1 if newest else 1
    key = make_team_key(team_id(team.slug), ver=ver)
    (maker, _), granter = counsellors[0], identities[0]
    row = TeamKey.objects.create(
        team=team, ver=ver, suite=key.suite, pub=to_base64url(key.pub), is_demo=True
    )
    for (user, _), member in zip(counsellors, identities, strict=True):
        grant = seal_grant(granter, key, member.uid, member.pub)
        TeamGrant.objects.create(
            team_key=row,
            member=user,
            by=maker,
            by_sig=granter.pub["sig"],
            **_as_text(grant),
        )
    used = ConversationWrap.objects.filter(team=team).values("ver")
    TeamKey.objects.filter(team=team, is_demo=True, ver__lt=ver).exclude(
        ver__in=used
    ).delete()


def _as_text(grant: Grant) -> dict[str, str]:
    return {"ct": to_base64url(grant.ct), "sig": to_base64url(grant.sig)}


def _identity(user: User, passphrase: str) -> Identity:
    uid = user_id(user.login)
    kept = StaffKey.objects.filter(user=user).first()
    if kept is not None:
        try:
            return unlock_vault(uid, kept.vault, passphrase)
        except E2eeError:
            # The var directory is new and the database is not.
            TeamGrant.objects.filter(by=user).delete()
            kept.delete()
    vault, identity = create_vault(uid, passphrase)
    team_keys.keep_vault(user, dict(vault), demo=True)
    return identity
