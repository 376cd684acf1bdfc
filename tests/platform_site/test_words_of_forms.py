"""Half of what the forms say comes from libraries: it must follow the path too."""

import pytest
from django.utils.translation import override, trans_real

from platform_site import catalogue
from tests.platform_site.browsers import (
    PASSWORD,
    browser,
    give_factor,
    give_password,
    portal,
)
from tests.platform_site.test_enrolment import new_link

pytestmark = pytest.mark.django_db
LANGUAGES = {"": "nl", "/en": "en"}


@pytest.fixture(autouse=True, scope="module")
def _compiled():
    catalogue.compile_catalogue()
    trans_real._translations.clear()


@pytest.fixture(autouse=True)
def _language_of_commands():
    """The last page read chooses the language of this thread: links need the first."""
    with override("nl"):
        yield


def said(answer):
    """Every error on the page, as it is shown."""
    form = answer.context["form"]
    assert form.errors
    shown = [text for texts in form.errors.values() for text in texts]
    page = answer.content.decode()
    assert all(text.partition("’")[0] in page for text in shown)
    return shown


def send(client, path, sent, prefix):
    return said(client.post(f"{prefix}/staff/{path}", sent))


def logged_in(user):
    client = portal()
    client.force_login(give_password(user))
    return client


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", ["Je inlognaam of wachtwoord klopt niet."]),
        ("/en", ["Your login name or password is not right."]),
    ],
)
def test_a_wrong_password(ana, prefix, words):
    give_password(ana)
    sent = {"login": "ana", "password": "iets heel anders"}
    assert send(portal(), "login/", sent, prefix) == words


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "Dit is een verplicht veld."), ("/en", "This field is required.")],
)
def test_an_empty_form(prefix, words):
    assert send(portal(), "login/", {}, prefix) == [words, words]


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "Ongeldige code."), ("/en", "Incorrect code.")]
)
def test_a_wrong_code(ana, prefix, words):
    give_factor(give_password(ana))
    client = portal()
    client.post(f"{prefix}/staff/login/", {"login": "ana", "password": PASSWORD})
    assert send(client, "2fa/authenticate/", {"code": "000000"}, prefix) == [words]


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        (
            "",
            [
                "Dit is niet je wachtwoord van nu.",
                "Dit wachtwoord is te kort: neem minstens 12 tekens.",
                "Dit wachtwoord bevat alleen cijfers.",
            ],
        ),
        (
            "/en",
            [
                "This is not your current password.",
                "This password is too short: use at least 12 characters.",
                "This password is entirely numeric.",
            ],
        ),
    ],
)
def test_a_weak_new_password(ana, prefix, words):
    sent = {"oldpassword": "x", "password1": "9081726", "password2": "9081726"}
    assert send(logged_in(ana), "password/change/", sent, prefix) == words


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        (
            "",
            [
                "De twee wachtwoorden zijn niet gelijk.",
                "Deze code klopt niet. Wacht op de volgende en probeer het opnieuw.",
            ],
        ),
        (
            "/en",
            [
                "The two passwords are not the same.",
                "This code is not right. Wait for the next one and try again.",
            ],
        ),
    ],
)
def test_a_failed_enrolment(settings, prefix, words):
    settings.DEMO = False
    origin, _, token = new_link().partition("/staff/")
    client = browser(origin)
    client.get(f"{prefix}/staff/{token}")
    sent = {"password": PASSWORD, "again": "iets anders", "code": "x"}
    assert send(client, "enrolment/", sent, prefix) == words


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_way_to_the_console_keeps_the_language(ana, prefix):
    page = logged_in(ana).get(f"{prefix}/staff/").content.decode()
    assert f'{prefix}/console/"' in page
    assert ('/en/console/"' in page) == (prefix == "/en")
