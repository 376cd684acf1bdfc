import pytest
from django.conf import settings
from django.urls import Resolver404, resolve

from tests.platform_site import browsers, walking
from tests.platform_site.browsers import (
    chat,
    give_factor,
    give_password,
    is_in,
    log_in,
    portal,
    send_password,
)

ORIGINS = [(portal, "ROOT_URLCONF"), (chat, "CHAT_URLCONF")]
ENROLMENT = "/staff/enrolment/needed/"


@pytest.fixture(autouse=True)
def _outside_demo_mode(settings):
    settings.DEMO = False


@pytest.fixture
def root(ana):
    """Somebody with every role and right there is, so only the factor is missing."""
    ana.is_superuser = True
    ana.save()
    for role in browsers.EVERY_ROLE:
        ana.give_role(role)
    return give_password(ana)


def opened(client, path, stranger):
    """What this browser gets to see that a stranger does not."""
    seen = []
    for method in ("get", "post"):
        answer = getattr(client, method)(path)
        if answer.status_code < 300:
            same = getattr(stranger, method)(path)
            if same.status_code != answer.status_code:
                seen.append((method, path, answer.status_code))
    return seen


def walk(client, browser, urlconf):
    client.raise_request_exception = False
    stranger = browser(raise_request_exception=False)
    paths = sorted(set(walking.addresses(getattr(settings, urlconf))))
    assert len(paths) > 20
    return [hit for path in paths for hit in opened(client, path, stranger)]


@pytest.mark.parametrize(("browser", "urlconf"), ORIGINS)
def test_the_walk_knows_every_address(browser, urlconf):
    missed = []
    for path in walking.addresses(getattr(settings, urlconf)):
        try:
            resolve(path, getattr(settings, urlconf))
        except Resolver404:
            missed.append(path)
    # The pages of the portal: "/" stands for them, and this example is none.
    assert set(missed) <= {"/1"}


@pytest.mark.parametrize(("browser", "urlconf"), ORIGINS)
def test_with_a_code_the_same_person_gets_in(root, browser, urlconf):
    client = log_in(browser(), root, give_factor(root))
    assert is_in(client)


@pytest.mark.parametrize(("browser", "urlconf"), ORIGINS)
def test_a_password_without_a_factor_opens_nothing(root, browser, urlconf):
    client = browser()
    assert send_password(client, root).headers["Location"] == ENROLMENT
    assert walk(client, browser, urlconf) == []


@pytest.mark.parametrize(("browser", "urlconf"), ORIGINS)
def test_a_password_before_the_code_opens_only_the_place_for_the_code(
    root, browser, urlconf
):
    give_factor(root)
    client = browser()
    answer = send_password(client, root)
    assert answer.headers["Location"] == "/staff/2fa/authenticate/"
    hits = walk(client, browser, urlconf)
    assert {path for _, path, _ in hits} <= {
        "/staff/2fa/authenticate/",
        "/staff/2fa/authenticate",
    }


def test_a_session_that_some_other_login_made_is_ended_everywhere(root):
    client = portal()
    client.force_login(root)
    client.raise_request_exception = False
    assert client.get("/cms/").headers["Location"] == ENROLMENT
    assert not is_in(client)


def test_wagtails_own_ways_in_are_shut(root):
    sent = {"username": root.login, "password": browsers.PASSWORD}
    for path in ("/cms/login/", "/_util/login/", "/en/_util/login/"):
        client = portal()
        assert client.post(path, sent).status_code in {302, 404}
        assert not is_in(client)
    assert portal().get("/cms/password_reset/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "password/reset/",
        "email/",
        "confirm-email/",
        "2fa/totp/deactivate/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "social/signup/",
    ],
)
def test_there_is_no_sign_up_and_no_mail(path, root):
    client = log_in(chat(), root, give_factor(root))
    assert is_in(client)
    assert client.get(f"/staff/{path}").status_code == 404
    assert client.post(f"/staff/{path}").status_code == 404
