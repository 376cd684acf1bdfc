"""A browser on one of the two origins, and logging in with it as a person does."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.conf import settings
from django.test import Client

from platform_site.staff.roles import Role

EVERY_ROLE = list(Role)
PASSWORD = "een lang genoeg wachtwoord"


def browser(origin, **options):
    host = origin.partition("://")[2]
    return Client(headers={"host": host}, **options)


def portal(**options):
    return browser(settings.SITE_ORIGIN, **options)


def chat(**options):
    return browser(settings.CHAT_ORIGIN, **options)


def code_now(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def give_factor(user):
    """Returns the secret that the person's phone would hold."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def factors(user):
    return Authenticator.objects.filter(user=user)


def send_password(client, user, password=PASSWORD):
    sent = {"login": user.login, "password": password}
    return client.post("/staff/login/", sent)


def log_in(client, user, secret=None):
    send_password(client, user)
    if secret:
        client.post("/staff/2fa/authenticate/", {"code": code_now(secret)})
    return client


def is_in(client):
    """Whether this browser gets to see its own account."""
    return client.get("/staff/").status_code == 200
