import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from platform_site.headers import OriginCSPMiddleware
from tests.platform_site.browsers import chat, give_password, log_in, portal

CMS = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' "
    "'unsafe-inline'; img-src 'self' data: blob:; frame-src 'self'; frame-ancestors "
    "'self'; form-action 'self'; base-uri 'none'"
)


def directives(policy):
    return dict(part.strip().partition(" ")[::2] for part in policy.split(";"))


def policy(answer):
    return directives(answer.headers["Content-Security-Policy"])


@pytest.fixture
def chat_page(db):
    return chat().get("/staff/login/")


def test_the_chats_origin_runs_only_its_own_static_files(chat_page):
    rules = policy(chat_page)
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "http://chat.test/static/"
    assert rules["connect-src"] == "'self' ws://chat.test"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["base-uri"] == "'none'"
    assert "unsafe" not in chat_page.headers["Content-Security-Policy"]


def test_the_chats_origin_allows_no_trusted_type_at_all(chat_page):
    assert policy(chat_page)["trusted-types"] == "'none'"
    assert policy(chat_page)["require-trusted-types-for"] == "'script'"


def test_the_chats_origin_is_isolated(chat_page):
    assert chat_page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert chat_page.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert chat_page.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/chat/", "/console/", "/staff/login/", "/nergens/"])
def test_nothing_of_the_chats_origin_is_stored(path):
    assert "no-store" in chat().get(path).headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/staff/login/", "/en/staff/login/", "/cms/"])
def test_nothing_of_the_staff_is_stored(path):
    assert "no-store" in portal().get(path).headers["Cache-Control"]


@pytest.mark.django_db
def test_only_pages_that_post_no_form_hide_the_referrer_completely():
    assert chat().get("/chat/").headers["Referrer-Policy"] == "no-referrer"
    assert chat().get("/staff/login/").headers["Referrer-Policy"] == "same-origin"
    assert chat().get("/en/staff/login/").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_public_page_is_strict_and_in_nobodys_frame(reader):
    rules = policy(reader.get("/nergens/"))
    assert rules["script-src"] == "http://portal.test/static/"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["connect-src"] == "'self'"


def test_a_preview_may_stand_in_a_frame_of_the_cms():
    request = RequestFactory(headers={"host": "portal.test"}).get("/")
    request.is_dummy = True
    answer = OriginCSPMiddleware(lambda _: HttpResponse())(request)
    assert policy(answer)["frame-ancestors"] == "'self'"


def test_the_cms_has_exactly_the_measured_policy(eva):
    answer = log_in(portal(), give_password(eva)).get("/cms/")
    assert answer.status_code == 200
    assert policy(answer) == directives(CMS)


@pytest.mark.django_db
@pytest.mark.parametrize("browser", [chat, portal])
def test_every_answer_says_what_it_is_and_asks_for_nothing(browser):
    answer = browser().get("/health/")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
