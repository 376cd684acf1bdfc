from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from chat import desk
from chat.e2ee.boxes import to_base64url
from chat.models import StaffKey, TeamGrant, TeamKey
from chat.sessions import COOKIE
from chat.views.visitor import RESUMES, STARTS
from tests.chat.peers import Keys, Visitor, console, post


@pytest.fixture(autouse=True)
def _own_keyring(tmp_path, settings):
    settings.KEYRING_DIR = tmp_path / "keyring"


@pytest.fixture
def later(monkeypatch):
    """Moves the clock of everything on the server."""
    real, moved = timezone.now, []
    monkeypatch.setattr(timezone, "now", lambda: real() + sum(moved, timedelta()))
    return moved.append


@pytest.fixture(autouse=True)
def _quiet_night(monkeypatch):
    """All tests are one process, and none begins with what others left in its buckets."""
    for rate in (STARTS, RESUMES):
        monkeypatch.setattr(rate, "left", rate.burst)


def give_vault(user):
    keys = Keys(user.login)
    StaffKey.objects.create(user=user, vault=keys.vault)
    return keys


@pytest.fixture
def team_key(ana, ivo):
    """Made by Ana, granted to Ivo: both can open what visitors seal to it."""
    ana_keys, ivo_keys = give_vault(ana), give_vault(ivo)
    key = ana_keys.new_team_key()
    pub = to_base64url(key.pub)
    row = TeamKey.objects.create(team=desk.team(), ver=1, pub=pub)
    for user, keys in ((ana, ana_keys), (ivo, ivo_keys)):
        TeamGrant.objects.create(
            team_key=row, member=user, by=ana, **ana_keys.grant(key, keys)
        )
    return key


def begin(client, team_key):
    """A visitor's browser opens a conversation; the cookie is in the client."""
    visitor = Visitor(team_key)
    answer = post(client, "/chat/api/start/", visitor.opening)
    assert answer.status_code == 201, answer.content
    return visitor


@pytest.fixture
def alma_talks(alma, team_key):
    return begin(alma, team_key)


@pytest.fixture
def bo_talks(bo, team_key):
    return begin(bo, team_key)


@pytest.fixture
def ana_console(ana, team_key):
    return console(ana)


@pytest.fixture
def ivo_console(ivo, team_key):
    return console(ivo)


@pytest.fixture
def visitor_cookie():
    return lambda client: f"{COOKIE}={client.cookies[COOKIE].value}"


@pytest.fixture
def staff_cookie():
    name = settings.CHAT_COOKIE_NAME
    return lambda client: f"{name}={client.cookies[name].value}"
