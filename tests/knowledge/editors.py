"""Editors beside Eva, and the browsers they are logged in with."""

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user_model,
)
from django.test import Client

from platform_site.staff.roles import Role
from platform_site.staff.sessions import PortalSession, cookie_name


def other_editor(login):
    person = get_user_model().objects.create_user(login, display_name=login.title())
    person.give_role(Role.EDITOR)
    return person


def log_in(person):
    session = PortalSession()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    browser = Client(SERVER_NAME=settings.SITE_ORIGIN.removeprefix("http://"))
    browser.cookies[cookie_name(chat=False)] = session.session_key
    return browser
