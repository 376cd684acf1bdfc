import pytest
from django.db import DatabaseError

from platform_site import health
from tests.platform_site.browsers import chat, portal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("browser", [portal, chat])
def test_a_well_process_says_so_on_both_origins(browser):
    answer = browser().get("/health/")
    assert answer.status_code == 200
    assert answer.content == b"ok"
    assert not answer.cookies


def test_without_its_database_it_says_down_and_nothing_else(monkeypatch):
    def broken():
        raise DatabaseError("password=geheim")

    monkeypatch.setattr(health.connection, "cursor", broken)
    answer = portal().get("/health/")
    assert answer.status_code == 503
    assert answer.content == b"down"


def test_without_its_redis_it_says_down(settings):
    settings.REDIS_URL = "redis://127.0.0.1:8339/3"
    assert portal().get("/health/").status_code == 503
