import pytest
from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user_model,
)
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from knowledge import starter
from knowledge.models import HomePage
from platform_site.staff.roles import Role
from platform_site.staff.sessions import PortalSession, cookie_name

PORTAL = settings.SITE_ORIGIN.removeprefix("http://")


@pytest.fixture(scope="package")
def garden(django_db_setup, django_db_blocker):
    """The pages, planted once: what a test does to them is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield starter.plant().pk
        transaction.set_rollback(True)


@pytest.fixture
def planted(garden, db):
    return HomePage.objects.get(pk=garden)


@pytest.fixture
def reader():
    return Client(SERVER_NAME=PORTAL)


@pytest.fixture(scope="package")
def site(garden, django_db_blocker):
    """Every page of the planted portal as a reader gets it, by its path."""
    with django_db_blocker.unblock():
        browser = Client(SERVER_NAME=PORTAL)
        live = Page.objects.live().filter(depth__gte=2)
        paths = [page.get_url() for page in live]
        return {path: browser.get(path) for path in paths}


@pytest.fixture
def eva(db):
    person = get_user_model().objects.create_user("eva", display_name="Eva")
    person.give_role(Role.EDITOR)
    session = PortalSession()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    browser = Client(SERVER_NAME=PORTAL)
    browser.cookies[cookie_name(chat=False)] = session.session_key
    return browser
