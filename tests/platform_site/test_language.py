import pytest

from tests.platform_site.browsers import chat, portal


@pytest.mark.django_db
@pytest.mark.parametrize("browser", [portal, chat])
def test_the_path_chooses_the_language(browser):
    assert 'lang="nl"' in browser().get("/staff/login/").content.decode()
    assert 'lang="en"' in browser().get("/en/staff/login/").content.decode()


@pytest.mark.django_db
def test_nothing_else_chooses_it():
    answer = portal().get(
        "/staff/login/",
        headers={"accept-language": "en", "cookie": "django_language=en"},
    )
    assert 'lang="nl"' in answer.content.decode()
    assert "Accept-Language" not in answer.headers["Vary"]


@pytest.mark.django_db
def test_a_staff_page_links_to_itself_in_the_other_language():
    assert 'href="/en/staff/login/"' in portal().get("/staff/login/").content.decode()
    assert 'href="/staff/login/"' in portal().get("/en/staff/login/").content.decode()
