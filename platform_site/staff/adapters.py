"""What allauth may not do by itself here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from platform_site.staff import devices, secrets_at_rest
from platform_site.staff.models import User


def has_second_factor(user: User) -> bool:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


class AccountAdapter(DefaultAccountAdapter):
    # In the words of our forms: a login name, and what to do next.
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Je inlognaam of wachtwoord klopt niet."),
        "enter_current_password": _("Dit is niet je wachtwoord van nu."),
        "too_many_login_attempts": _("Te vaak geprobeerd. Probeer het later opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords are slowed by axes; allauth's own limit would lock for minutes."""

    def pre_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse | None:
        if not settings.DEMO and not has_second_factor(user):
            return redirect("staff_enrolment_needed")
        return None

    def post_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        devices.remember(request, response, user.login)
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Staff have no address, so nothing can be sent to one."""


class MFAAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def encrypt(self, text: str) -> str:
        return secrets_at_rest.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets_at_rest.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return bool(settings.DEMO)
