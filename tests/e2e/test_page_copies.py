"""Pages are kept by every process, and still right after a change in another."""

import gzip
import urllib.error
import urllib.request

from tests.e2e.modes import in_both_modes
from tests.e2e.stores import wait_for

PUBLISH = """
from knowledge.models import GlossaryPage
page = GlossaryPage.objects.get(locale__language_code="nl")
page.heading = "Net gepubliceerd"
page.save_revision().publish()
"""
PAGE, OTHER = "/woorden/", "/"


def ask(server, path, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(server.site + path, headers=named)
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as other:
        answer = other
    with answer:
        return answer.status, answer.headers, answer.read()


def tag(server, path):
    return ask(server, path)[1]["ETag"]


@in_both_modes
def test_what_another_process_publishes_is_shown_and_nothing_else_is_renewed(
    start_server,
):
    servers = [start_server(), start_server()]
    before = [{path: tag(one, path) for path in (PAGE, OTHER)} for one in servers]
    servers[0].manage("shell", "-c", PUBLISH)
    for server, tags in zip(servers, before, strict=True):
        wait_for(lambda one=server: b"Net gepubliceerd" in ask(one, PAGE)[2])
        assert tag(server, PAGE) != tags[PAGE]
        assert tag(server, OTHER) == tags[OTHER]


def test_a_reader_with_the_page_is_told_that_it_is_the_same(server):
    known = tag(server, PAGE)
    status, headers, body = ask(server, PAGE, If_None_Match=known)
    assert (status, body, headers["ETag"]) == (304, b"", known)


def test_a_page_comes_in_gzip_with_the_same_protection(server):
    _, plain, page = ask(server, PAGE)
    _, zipped, body = ask(server, PAGE, Accept_Encoding="gzip")
    assert gzip.decompress(body) == page
    for name in ("Content-Security-Policy", "Permissions-Policy", "Content-Language"):
        assert plain[name] == zipped[name]
        assert plain[name]


def test_who_comes_first_with_odd_headers_spoils_nothing(server):
    evil = {"Daphne-Root-Path": "/evil", "X-Forwarded-Host": "evil.example"}
    ask(server, PAGE, **evil, X_Requested_With="XMLHttpRequest", Range="bytes=0-9")
    status, _, page = ask(server, PAGE)
    assert status == 200
    assert b"evil" not in page
    assert page.rstrip().endswith(b"</html>")


def test_the_same_page_under_an_odd_address_is_not_kept(server):
    assert ask(server, "//woorden///")[1]["ETag"] is None
    assert tag(server, PAGE)
