"""What search engines and previews get to know, and what they do not."""

import json
import re
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.usefixtures("planted")

YOUNG = "/voor-mezelf/geld/pas-en-rekening/"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def head(reader, path):
    return reader.get(path).content.decode().partition("</head>")[0]


def content(html, name):
    return re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)"', html)[1]


def data(html):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1]
    return {thing["@type"]: thing for thing in json.loads(block)["@graph"]}


def test_a_preview_shows_title_and_summary_and_never_the_heading(reader):
    html = head(reader, YOUNG)
    assert content(html, "og:title") == "Je pas en je rekening"
    assert content(html, "description") == content(html, "og:description")
    assert "pinpas of rekening uitgeleend" not in html


def test_a_page_names_itself_and_its_other_languages(reader, settings):
    html = head(reader, YOUNG)
    ours = settings.SITE_ORIGIN + YOUNG
    assert f'<link rel="canonical" href="{ours}">' in html
    links = re.findall(r'<link rel="alternate" href="([^"]+)" hreflang="([^"]+)"', html)
    found = {code: address for address, code in links}
    assert found["nl"] == found["x-default"] == ours
    assert found["en"].startswith(f"{settings.SITE_ORIGIN}/en/")


def test_the_english_page_says_that_the_dutch_is_the_default(reader, settings):
    html = head(reader, "/en/")
    assert f'href="{settings.SITE_ORIGIN}/" hreflang="x-default"' in html


def test_the_trail_and_the_article_are_told_as_data(reader, settings):
    told = data(head(reader, YOUNG))
    trail = told["BreadcrumbList"]["itemListElement"]
    assert [place["name"] for place in trail][-2:] == ["Geld", "Je pas en je rekening"]
    assert trail[-1]["item"] == settings.SITE_ORIGIN + YOUNG
    assert told["Article"]["headline"] == "Je pas en je rekening"
    assert data(head(reader, "/"))["WebSite"]["name"] == settings.SITE_NAME


def test_questions_of_young_people_are_not_told_to_search_engines(reader):
    around = data(head(reader, "/voor-iemand-die-ik-ken/vragen-van-naasten/"))
    assert around["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"]
    young = data(head(reader, "/voor-mezelf/vragen-en-antwoorden/"))
    assert "FAQPage" not in young


def test_data_cannot_close_its_own_element(planted, reader):
    planted.title = "</script><b>"
    planted.save_revision().publish()
    html = reader.get("/").content.decode()
    assert "\\u003C/script\\u003E" in html
    assert "</script><b>" not in html


def test_a_demo_is_found_by_no_search_engine(reader, settings):
    settings.DEMO = True
    assert content(head(reader, "/"), "robots") == "noindex"
    assert "Disallow: /\n" in reader.get("/robots.txt").content.decode()
    assert b"<loc>" not in reader.get("/sitemap.xml").content


def test_a_real_site_shows_every_page_with_its_translations(site, reader, settings):
    settings.DEMO = False
    assert "noindex" not in head(reader, "/")
    robots = reader.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_ORIGIN}/sitemap.xml" in robots
    tree = ElementTree.fromstring(reader.get("/sitemap.xml").content)
    found = {loc.text for loc in tree.findall("s:url/s:loc", SPACES)}
    assert found == {settings.SITE_ORIGIN + path for path in site}
    assert len(tree.findall("s:url", SPACES)[0]) == 4
