"""The only writers of staff accounts."""

from typing import Any
from urllib.parse import urljoin

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.urls import reverse
from django.utils.http import base36_to_int, int_to_base36

from platform_site.staff import audit, roles
from platform_site.staff.models import User
from platform_site.staff.roles import Role


class LinkSpentError(Exception):
    """The link was used, replaced or is too old."""


class EnrolmentTokens(PasswordResetTokenGenerator):
    """Ends with the password it was made for, and after PASSWORD_RESET_TIMEOUT."""

    key_salt = "platform_site.staff.enrolment"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


tokens = EnrolmentTokens()


@transaction.atomic
def create(login: str, name: str, held: list[Role], *, by: User | None = None) -> User:
    user = User.objects.create_user(login, display_name=name)
    for role in held:
        user.give_role(role)
    audit.record(by, audit.Act.CREATE_ACCOUNT, audit.Kind.ACCOUNT, user.pk)
    return user


@transaction.atomic
def renew(user: User, *, by: User | None = None) -> None:
    """Ends password, factors, sessions and earlier links at once."""
    user.set_unusable_password()
    user.is_active = True
    user.save()
    Authenticator.objects.filter(user=user).delete()
    audit.record(by, audit.Act.RENEW_LINK, audit.Kind.ACCOUNT, user.pk)


@transaction.atomic
def disable(user: User, *, by: User | None = None) -> None:
    user.set_unusable_password()
    user.is_active = False
    user.save()
    Authenticator.objects.filter(user=user).delete()
    audit.record(by, audit.Act.DISABLE_ACCOUNT, audit.Kind.ACCOUNT, user.pk)


def enrolment_link(user: User) -> str:
    """One use, PASSWORD_RESET_TIMEOUT long, on the origin where this person works."""
    token = f"{int_to_base36(user.pk)}-{tokens.make_token(user)}"
    origin = settings.SITE_ORIGIN
    if user.has_role(*roles.OF_THE_CHAT):
        origin = settings.CHAT_ORIGIN
    return urljoin(origin, reverse("staff_enrolment_link", args=[token]))


def of_link(token: str) -> User:
    number, _, rest = token.partition("-")
    try:
        user = User.objects.filter(pk=base36_to_int(number), is_active=True).first()
    except ValueError:
        user = None
    if user is None or not tokens.check_token(user, rest):
        raise LinkSpentError
    return user


@transaction.atomic
def enrol(token: str, *, password: str, totp_secret: str) -> User:
    """Password and second factor in one act: there is never one without the other."""
    user = of_link(token)
    # The row lock lets one of two simultaneous answers win.
    User.objects.select_for_update().get(pk=user.pk)
    user = of_link(token)
    user.set_password(password)
    user.save()
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, totp_secret)
    RecoveryCodes.activate(user)
    audit.record(user, audit.Act.ENROL, audit.Kind.ACCOUNT, user.pk)
    return user
