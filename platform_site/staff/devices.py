"""A browser that logged in before is remembered, so a stranger cannot lock it out."""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from platform_site.origins import on_chat

YEAR_S = 365 * 24 * 3600
SALT = "staff.devices"


def account_key(login: str) -> str:
    """Stands for an account in cache and cookie without naming it."""
    return salted_hmac(SALT, login.casefold(), algorithm="sha256").hexdigest()[:32]


def cookie_name(request: HttpRequest) -> str:
    place = "console" if on_chat(request) else "portal"
    return f"__Secure-known-{place}" if settings.HTTPS else f"known-{place}"


def known_device(request: HttpRequest, login: str) -> str:
    """The random name of this browser for this account, or nothing."""
    try:
        value: Any = signing.loads(
            request.COOKIES.get(cookie_name(request), ""), salt=SALT, max_age=YEAR_S
        )
    except signing.BadSignature:
        return ""
    account, device = value
    return str(device) if account == account_key(login) else ""


def remember(request: HttpRequest, response: HttpResponse, login: str) -> None:
    value = [account_key(login), secrets.token_urlsafe(9)]
    response.set_cookie(
        cookie_name(request),
        signing.dumps(value, salt=SALT),
        max_age=YEAR_S,
        # Never sent with a page of the portal or the chat.
        path=reverse("account_login"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
