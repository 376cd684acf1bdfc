import re

import pytest
from django.conf import settings

from knowledge.models import HomePage
from tests.knowledge.searching import ADDRESSES, HEADERS, asked

pytestmark = pytest.mark.usefixtures("planted")

FORM = {"origin": settings.SITE_ORIGIN, "accept": "text/html,*/*;q=0.8"}


def shown(reader, words, language="nl"):
    answer = reader.post(ADDRESSES[language], {"q": words}, headers=FORM)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_the_search_page_is_a_page_like_any_other(reader, address):
    answer = reader.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Vary" not in answer.headers
    assert "no-store" not in answer.headers.get("Cache-Control", "")
    html = answer.content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert "csrf" not in html
    assert html.count("<h1") == 1


def test_the_page_leads_to_itself_in_the_other_language(reader):
    assert 'href="/en/search/"' in reader.get("/zoeken/").content.decode()
    assert 'href="/zoeken/"' in reader.get("/en/search/").content.decode()


def test_the_page_tells_its_address_in_each_language(reader):
    for address in ADDRESSES.values():
        html = reader.get(address).content.decode()
        told = dict(re.findall(r'rel="alternate" href="([^"]+)" hreflang="(..)"', html))
        assert told == {f"{settings.SITE_ORIGIN}{a}": c for c, a in ADDRESSES.items()}


def test_a_language_without_pages_has_no_search(reader):
    HomePage.objects.get(locale__language_code="en").unpublish()
    assert reader.get("/en/search/").status_code == 404


def test_a_script_gets_the_results_without_the_question(reader):
    answer = reader.post("/zoeken/", {"q": "PinPasJe"}, headers=HEADERS)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "PinPasJe" not in answer.content.decode()
    told = answer.json()
    assert set(told) == {"results", "meant", "said"}
    assert set(told["results"][0]) == {"url", "title", "text", "kind"}


def test_without_a_script_the_whole_page_comes_back(reader):
    answer = shown(reader, "pinpas")
    assert answer.headers["Cache-Control"] == "no-store"
    html = answer.content.decode()
    assert "Je pinpas of rekening uitgeleend" in html
    assert "kan je browser onthouden wat je typte" in html
    assert "pinpas" not in re.search(r"<title>.*?</title>", html)[0]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", "Zonder JavaScript kan je browser onthouden wat je typt."),
        ("/zoeken/", "Zonder JavaScript kan je browser onthouden wat je typt."),
        ("/en/", "Without JavaScript your browser may remember what you type."),
        ("/en/search/", "Without JavaScript your browser may remember what you type."),
    ],
)
def test_what_a_browser_may_remember_is_said_before_it_is_typed(reader, address, said):
    html = reader.get(address).content.decode()
    [told] = re.findall(r"<noscript>(.*?)</noscript>", html)
    assert said in told
    assert "<noscript>" not in shown(reader, "pinpas").content.decode()


def test_both_ways_give_the_same_results(reader):
    html = shown(reader, "drugs").content.decode()
    for found in asked(reader, "drugs")["results"]:
        assert f'href="{found["url"]}"' in html


@pytest.mark.parametrize("words", ["", "   ", "?!", "ik wil het niet", "\x00\x01", "a"])
def test_a_question_about_nothing_is_told_so(reader, words):
    answer = asked(reader, words)
    assert answer["results"] == []
    assert answer["said"].startswith("Typ een woord")


def test_a_long_question_is_told_so_and_a_missing_one_too(reader):
    assert asked(reader, "pinpas " * 2000)["said"].startswith("Dat is te lang")
    assert reader.post("/zoeken/", headers=HEADERS).json()["results"] == []


def test_of_many_words_the_first_count(reader):
    words = "pinpas rekening bank geld schuld politie school haven explosief"
    assert asked(reader, words)["results"]


def test_what_was_typed_is_put_back_as_text(reader):
    html = shown(reader, '"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("origin", [None, "null", settings.CHAT_ORIGIN, "https://a.b"])
def test_no_other_site_can_ask(reader, origin):
    headers = {"origin": origin} if origin else {}
    refused = reader.post("/zoeken/", {"q": "pinpas"}, headers=headers)
    assert refused.status_code == 403
    assert "pinpas" not in refused.content.decode()


def test_a_question_in_the_address_is_not_heard(reader):
    told = reader.get("/zoeken/?q=pinpas").content.decode()
    assert "Je pinpas of rekening uitgeleend" not in told
    assert told == reader.get("/zoeken/").content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_nothing_else_can_be_done_with_it(reader, method):
    assert getattr(reader, method)("/zoeken/", headers=HEADERS).status_code == 405


@pytest.mark.parametrize(
    "words",
    ["pinpas", "polietie", "katvanger", "vog advokaat polietie geldesel schuldt"],
)
def test_a_question_costs_few_queries(reader, django_assert_max_num_queries, words):
    with django_assert_max_num_queries(10):
        asked(reader, words)


def test_the_whole_page_costs_few_queries(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        shown(reader, "polietie katvanger")
