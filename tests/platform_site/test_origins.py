import pytest
from django.conf import settings

from platform_site.staff.sessions import cookie_name
from tests.platform_site.browsers import (
    browser,
    chat,
    give_password,
    is_in,
    log_in,
    portal,
)


@pytest.mark.django_db
def test_the_cms_does_not_exist_on_the_chats_origin(reader):
    assert reader.get("/cms/").status_code == 302
    assert chat().get("/cms/").status_code == 404
    assert chat().get("/uploads/images/a.png").status_code == 404


@pytest.mark.django_db
def test_chat_and_console_do_not_exist_on_the_portals_origin():
    assert chat().get("/console/").status_code == 302
    assert portal().get("/console/").status_code == 404
    assert portal().get("/chat/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["elsewhere.test", "portal.test:81", ""])
def test_another_host_gets_nothing(host):
    assert browser(f"http://{host}").get("/staff/login/").status_code in {400, 404}


@pytest.mark.parametrize(("here", "there"), [(portal, chat), (chat, portal)])
def test_a_login_on_one_origin_is_none_on_the_other(ana, here, there):
    first = log_in(here(), give_password(ana))
    assert is_in(first)
    second = there()
    second.cookies = first.cookies
    assert not is_in(second)


@pytest.mark.parametrize(("here", "there"), [(portal, chat), (chat, portal)])
def test_not_even_with_the_cookie_renamed(ana, here, there):
    first = log_in(here(), give_password(ana))
    from_chat = here is chat
    key = first.cookies[cookie_name(chat=from_chat)].value
    second = there()
    second.cookies[cookie_name(chat=not from_chat)] = key
    assert not is_in(second)
    assert is_in(first)


def test_the_two_cookies_have_different_names():
    assert settings.SESSION_COOKIE_NAME != settings.CHAT_COOKIE_NAME


def test_scripts_cannot_read_a_session_cookie(ana):
    client = log_in(chat(), give_password(ana))
    cookie = client.cookies[cookie_name(chat=True)]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["domain"]
    assert not cookie["max-age"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/en/", "/status/", "/health/", "/nergens/"])
def test_a_reader_gets_no_cookie_and_no_page_of_their_own(path):
    answer = portal().get(path)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Accept-Language" not in answer.headers.get("Vary", "")
