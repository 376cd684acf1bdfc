import re

import pytest
from django.template.loader import render_to_string

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


def test_an_address_that_is_not_there_gets_our_page(reader, planted):
    answer = reader.get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()
    assert not answer.cookies
