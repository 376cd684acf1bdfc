import re

import pytest
from wagtail.models import Page

pytestmark = pytest.mark.usefixtures("planted")

PAIRS = [
    ("/", "/en/"),
    ("/voor-mezelf/", "/en/for-myself/"),
    ("/privacy/", "/en/privacy/"),
]


def switch(html, code):
    return set(re.findall(rf'<a [^>]*href="([^"]+)" lang="{code}"', html))


def test_the_language_switch_keeps_the_page(reader):
    for dutch, english in PAIRS:
        assert switch(reader.get(dutch).content.decode(), "en") == {english}
        assert switch(reader.get(english).content.decode(), "nl") == {dutch}


def test_the_language_is_in_the_address_and_never_negotiated(reader):
    english_browser = {"accept-language": "en-GB,en;q=0.9"}
    assert (
        '<html lang="nl">' in reader.get("/", headers=english_browser).content.decode()
    )
    dutch_browser = {"accept-language": "nl"}
    assert (
        '<html lang="en">' in reader.get("/en/", headers=dutch_browser).content.decode()
    )


def test_a_page_without_a_translation_offers_none(reader):
    Page.objects.get(url_path="/en/privacy/").unpublish()
    assert switch(reader.get("/privacy/").content.decode(), "en") == set()


def test_every_page_has_its_other_language(site):
    for path, answer in site.items():
        other = "nl" if path.startswith("/en/") else "en"
        [there] = switch(answer.content.decode(), other)
        assert there in site, path
