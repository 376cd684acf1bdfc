import re

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string

from knowledge import home
from knowledge.models import DoorPage, HomePage

KINDS = ["400", "403", "404", "500"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_page_stands_without_a_request(kind, settings):
    html = render_to_string(f"{kind}.html")
    assert f'href="{settings.QUICK_EXIT_URL}"' in html
    assert f'href="{settings.SITE_ORIGIN}/"' in html
    assert 'href="tel:112"' in html


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_page_shows_no_code_and_no_cause(kind):
    html = render_to_string(f"{kind}.html", {"exception": "SECRET", "reason": "SECRET"})
    words = re.sub(r"<[^>]+>", "", html)
    assert kind not in words
    assert "SECRET" not in html


def ways_on(answer):
    html = answer.content.decode()
    nav = re.search(r'<nav class="header__nav".*?</nav>', html, re.DOTALL)
    return re.findall(r'href="([^"]+)"', nav[0]) if nav else []


@pytest.mark.parametrize(
    ("language", "path", "search"),
    [("nl", "/bestaat-niet/", "/zoeken/"), ("en", "/en/not-there/", "/en/search/")],
)
def test_who_is_lost_finds_every_door_the_search_and_the_other_language(
    reader, planted, language, path, search
):
    answer = reader.get(path)
    assert answer.status_code == 404
    doors = DoorPage.objects.filter(locale__language_code=language)
    assert ways_on(answer) == [*(door.get_url() for door in doors), search]
    [other] = HomePage.objects.exclude(locale__language_code=language)
    assert f'hreflang="{other.locale.language_code}"' in answer.content.decode()
    assert f'href="{other.get_url()}"' in answer.content.decode()


def test_who_is_refused_does_too(reader, planted):
    answer = reader.post("/zoeken/", {"q": "pinpas"})
    assert answer.status_code == 403
    assert "/zoeken/" in ways_on(answer)
    assert "pinpas" not in answer.content.decode().replace("bijvoorbeeld pinpas", "")


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/uploads/niets.png", "/a.php"])
def test_that_something_is_not_there_is_kept_by_nobody(reader, planted, path):
    answer = reader.get(path)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_without_the_database_the_header_is_plain(reader, planted, monkeypatch):
    def away(request):
        raise OperationalError

    assert ways_on(reader.get("/uploads/niets.png")), "the premise"
    monkeypatch.setattr(home, "surroundings", away)
    answer = reader.get("/uploads/niets.png")
    assert answer.status_code == 404
    assert "header--plain" in answer.content.decode()


def test_without_a_home_page_it_is_plain_as_well(reader, planted):
    HomePage.objects.update(live=False)
    answer = reader.get("/uploads/niets.png")
    assert answer.status_code == 404
    assert "header--plain" in answer.content.decode()


def test_the_chats_origin_keeps_a_page_of_its_own(alma, planted):
    answer = alma.get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()
    assert ways_on(answer) == []
    assert not answer.cookies


def test_an_address_that_is_not_there_gets_our_page(reader, planted):
    answer = reader.get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()
    assert not answer.cookies
