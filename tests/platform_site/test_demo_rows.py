"""What marks a database as that of a demo, which a start outside demo mode refuses."""

import pytest

from chat import desk
from chat.models import StaffKey, TeamKey
from platform_site import checks
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def account(*, demo):
    make_user("counsellor", demo=demo)


def vault(*, demo):
    StaffKey.objects.create(user=make_user("counsellor"), vault={}, is_demo=demo)


def team_key(*, demo):
    ver = TeamKey.objects.count() + 1
    TeamKey.objects.create(team=desk.team(), ver=ver, pub="A" * 87, is_demo=demo)


@pytest.fixture
def _kept_open(monkeypatch):
    """The rows of a test are seen by its own connection only."""
    monkeypatch.setattr(checks.connection, "close", lambda: None)


@pytest.mark.usefixtures("_kept_open")
@pytest.mark.parametrize(
    ("make", "name"),
    [(account, "staff accounts"), (vault, "demo keys"), (team_key, "demo keys")],
)
def test_a_start_takes_real_rows_and_refuses_each_kind_of_a_demos(settings, make, name):
    settings.DEMO = False
    make(demo=False)
    assert checks.found_demo_rows() == []
    make(demo=True)
    assert checks.found_demo_rows() == [name]
    [error] = checks.no_demo_rows(databases=["default"])
    assert (name in error.msg, error.id) == (True, "zijstap.E001")
