import pytest
from django.core.exceptions import SuspiciousOperation

from tests.platform_site.browsers import chat, portal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("browser", [portal, chat])
def test_a_missing_page_has_a_page_and_does_not_repeat_the_address(browser):
    answer = browser().get("/geheim-woord/?geheim-woord=1")
    assert answer.status_code == 404
    assert b"geheim-woord" not in answer.content


def test_a_form_without_its_token_is_refused_with_a_page():
    client = portal(enforce_csrf_checks=True)
    answer = client.post("/staff/login/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert b"<h1" in answer.content


def test_a_form_with_its_token_is_taken():
    client = portal(enforce_csrf_checks=True)
    page = client.get("/staff/login/")
    sent = {"login": "x", "password": "y"}
    sent["csrfmiddlewaretoken"] = page.context["csrf_token"]
    assert client.post("/staff/login/", sent).status_code == 200


@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError, 500), (SuspiciousOperation, 400)]
)
def test_what_broke_is_not_shown(monkeypatch, error, status):
    def broken():
        raise error("geheim-woord")

    monkeypatch.setattr("platform_site.health.database_answers", broken)
    client = portal(raise_request_exception=False)
    answer = client.get("/health/")
    assert answer.status_code == status
    assert b"geheim-woord" not in answer.content
    assert b"<h1" in answer.content
