"""Vaults, team keys and who gave whom access. Every secret here is sealed."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from chat import desk
from chat.conversations import AlreadyExists, Refused
from chat.e2ee.boxes import from_base64url
from chat.e2ee.checks import grant_body, team_id, user_id, verify
from chat.models import StaffKey, TeamGrant, TeamKey
from platform_site.staff.models import User
from platform_site.staff.roles import Role


class Unknown(Refused):
    code = "unknown"


class NotMember(Refused):
    code = "not_member"


class LastHolder(Refused):
    code = "last_holder"


class BadSignature(Refused):
    code = "signature"


def overview(user: User) -> dict[str, Any]:
    """Everything a console needs to open its vault, and to see who has access."""
    key = TeamKey.objects.newest(desk.team())
    own = StaffKey.objects.filter(user=user).first()
    return {
        "login": user.login,
        "name": user.display_name,
        "vault": own.vault if own else None,
        "team": _public(key) if key else None,
        "grants": [_grant(grant) for grant in _grants_of(user)],
        "members": _members(key),
    }


def _public(key: TeamKey) -> dict[str, Any]:
    return {
        "team": key.team.slug,
        "ver": key.ver,
        "suite": key.suite,
        "pub": key.pub,
    }


def _grants_of(user: User) -> list[TeamGrant]:
    grants = TeamGrant.objects.filter(member=user, team_key__team=desk.team())
    related = grants.select_related("team_key__team", "by")
    return list(related.order_by("-team_key__ver"))


def _grant(grant: TeamGrant) -> dict[str, Any]:
    by = {
        "login": grant.by.login,
        "name": grant.by.display_name,
        "sig": grant.by_sig,
    }
    return _public(grant.team_key) | {"ct": grant.ct, "sig": grant.sig, "by": by}


def _members(key: TeamKey | None) -> list[dict[str, Any]]:
    granted = set(key.grants.values_list("member_id", flat=True)) if key else set()
    vaults = StaffKey.objects.filter(user__is_active=True).select_related("user")
    return [
        {
            "login": vault.user.login,
            "name": vault.user.display_name,
            "pub": vault.public,
            "ver": key.ver if key and vault.user_id in granted else None,
        }
        for vault in vaults.order_by("user__display_name", "pk")
    ]


def keep_vault(user: User, vault: dict[str, Any], *, demo: bool = False) -> None:
    try:
        with transaction.atomic():
            StaffKey.objects.create(user=user, vault=vault, is_demo=demo)
    except IntegrityError:
        raise AlreadyExists from None


def make_team_key(
    user: User,
    key: dict[str, Any],
    grant: dict[str, Any],
    *,
    demo: bool = False,
) -> TeamKey:
    """A version nobody made before, with its maker's own grant."""
    signer = _check_signature(user, user, key["ver"], grant)
    try:
        with transaction.atomic():
            made = TeamKey.objects.create(team=desk.team(), is_demo=demo, **key)
            TeamGrant.objects.create(
                team_key=made, member=user, by=user, by_sig=signer, **grant
            )
    except IntegrityError:
        raise AlreadyExists from None
    return made


def give(by: User, to_login: str, ver: int, grant: dict[str, Any]) -> None:
    """A member who holds the key seals it to a colleague who has a vault.

    Once given it stays: a second one could lock a colleague out.
    """
    key = TeamKey.objects.filter(team=desk.team(), ver=ver).first()
    if key is None or not key.grants.filter(member=by).exists():
        raise NotMember
    users = get_user_model().objects.filter(is_active=True, staff_key__isnull=False)
    to = users.filter(login=to_login).first()
    if to is None or not to.has_role(Role.COUNSELLOR):
        raise Unknown
    signer = _check_signature(by, to, ver, grant)
    try:
        with transaction.atomic():
            TeamGrant.objects.create(
                team_key=key, member=to, by=by, by_sig=signer, **grant
            )
    except IntegrityError:
        raise AlreadyExists from None


def forget_vault(user: User, *, last: bool = False) -> None:
    """For who lost their seven words: a new vault, and access from a colleague.

    When nobody else holds the team's key, what was sealed to it is lost: `last`
    says that this is known, and the team begins with a new key.
    """
    with transaction.atomic():
        others = TeamGrant.objects.exclude(member=user).filter(member__is_active=True)
        if not others.exists():
            if not last:
                raise LastHolder
            TeamKey.objects.all().delete()
        TeamGrant.objects.filter(member=user).delete()
        StaffKey.objects.filter(user=user).delete()


def _check_signature(by: User, to: User, ver: int, grant: dict[str, Any]) -> str:
    """The giver's public key, which the signature was checked with."""
    giver = StaffKey.objects.filter(user=by).first()
    if giver is None:
        raise NotMember
    signed = grant_body(
        team_id(desk.TEAM), ver, user_id(to.login), from_base64url(grant["ct"])
    )
    public = from_base64url(giver.public["sig"])
    if not verify(public, "grant", signed, from_base64url(grant["sig"])):
        raise BadSignature
    return str(giver.public["sig"])
