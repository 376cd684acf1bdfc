"""Where our pages lead: nothing broken inside, and others asked without harm."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.urls import reverse

from knowledge.editing import asking, links, public_addresses
from knowledge.editing.public_addresses import is_public
from knowledge.models import ArticlePage, LinkCheck

INNER = ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "172.16.0.1"]
INNER += ["::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "0.0.0.0", "100.64.0.1"]  # noqa: S104
INNER += ["2002:0a00:0001::1", "224.0.0.1", "255.255.255.255"]
# Old numbers in new clothes: by NAT64, 6to4, Teredo, and as they are.
INNER += ["64:ff9b::a00:1", "64:ff9b::5db8:d822", "64:ff9b:1::a00:1", "2002:5db8::1"]
INNER += ["2001:0:a00:1::1", "::10.0.0.1", "::5db8:d822", "::ffff:93.184.216.34"]
INNER += ["ff02::1", "2001:db8::1", "fec0::1", "fe80::1%eth0", "100::1"]


class Elsewhere(BaseHTTPRequestHandler):
    heard: list = []
    head_refused = "/no-head"

    def do_GET(self):
        self.heard.append((self.command, self.path, dict(self.headers)))
        codes = {"/gone": 404, "/ill": 500, "/away": 302, "/inside": 302}
        code = codes.get(self.path, 200)
        if self.path == self.head_refused and self.command == "HEAD":
            code = 405
        self.send_response(code)
        if code == 302:
            inner = self.path == "/inside"
            port = self.server.server_port
            aim = f"http://10.0.0.1:{port}/" if inner else "/fine"
            self.send_header("Location", aim)
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *args):
        """Nothing is said."""


@pytest.fixture
def elsewhere(monkeypatch):
    """A server of others; only its own address counts as public here."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Elsewhere.heard.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    real = public_addresses.is_public
    ours = {
        "is_public": lambda number: number == "127.0.0.1" or real(number),
        "own": frozenset,
        "WEB_PORTS": {server.server_port, 9},
    }
    for name, value in ours.items():
        monkeypatch.setattr(public_addresses, name, value)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/fine", "fine", 200),
        ("/no-head", "fine", 200),
        ("/away", "fine", 200),
        ("/gone", "gone", 404),
        ("/ill", "trouble", 500),
        ("/inside", "refused", None),
    ],
)
def test_an_answer_is_kept_as_what_it_means(elsewhere, path, outcome, status):
    answer = asking.ask(elsewhere + path)
    assert (answer.outcome, answer.status) == (outcome, status)


def test_nobody_who_is_asked_learns_who_asks(elsewhere):
    asking.ask(f"{elsewhere}/no-head?a=b")
    assert [(c, p) for c, p, _ in Elsewhere.heard] == [("HEAD", "/no-head?a=b")]
    assert set(Elsewhere.heard[0][2]) == {"Host"}


@pytest.mark.parametrize("number", INNER)
def test_no_address_inside_is_ever_asked(number):
    host = f"[{number}]" if ":" in number else number
    assert asking.ask(f"http://{host}/").outcome == "refused"
    assert not is_public(number)


def test_a_public_address_would_be_asked():
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/", "gopher://x"])
def test_other_ways_than_the_web_are_not_gone(address):
    assert asking.ask(address).outcome == "refused"


def test_silence_is_an_answer_too(elsewhere):
    assert asking.ask("http://127.0.0.1:9/").outcome == "silent"


@pytest.fixture
def page(planted):
    return ArticlePage.objects.get(slug="signalen-op-school")


def says(page, text, **more):
    blocks = [{"type": "text", "value": text}]
    blocks += [{"type": name, "value": value} for name, value in more.items()]
    page.body = json.dumps(blocks)
    page.save()


def test_the_command_asks_what_stands_on_live_pages(page, elsewhere, monkeypatch):
    # The pages of the starter set name real sites, and a test meets nobody.
    real = asking.ask
    silent = asking.Answer("silent")
    monkeypatch.setattr(asking, "ask", lambda a: real(a) if elsewhere in a else silent)
    LinkCheck.objects.create(
        address="https://old.example/", outcome="fine", checked_at="2026-01-01T00:00Z"
    )
    says(page, f'<p><a href="{elsewhere}/gone">x</a></p>')
    call_command("check_links", verbosity=0)
    assert LinkCheck.objects.get(address=f"{elsewhere}/gone").outcome == "gone"
    assert not LinkCheck.objects.filter(address="https://old.example/").exists()


def test_the_planted_pages_lead_nowhere_wrong(planted):
    assert links.broken(links.live_pages()) == []


def test_links_to_what_is_gone_or_offline_are_found(eva, page):
    away = ArticlePage.objects.get(slug="pas-en-rekening")
    says(page, f'<p><a linktype="page" id="{away.pk}">x</a></p>')
    away.unpublish()
    assert any(found.page.pk == page.pk for found in links.broken([page]))
    says(page, '<p><a linktype="page" id="999999">x</a></p>')
    assert "weg is" in links.broken([page])[0].why
    says(page, "<p>x</p>", related=[999999])
    assert links.broken([page])
    says(page, '<p><a id="999999" linktype="document">x</a></p>')
    assert "weg is" in links.broken([page])[0].why
    html = eva.get(reverse("knowledge_links")).content.decode()
    assert "weg is" in html


def test_the_report_says_where_an_address_stands(eva, page):
    says(page, '<p><a href="https://example.org/x">x</a></p>')
    html = eva.get(reverse("knowledge_links")).content.decode()
    assert "https://example.org/x" in html
    assert "nog niet gevraagd" in html
