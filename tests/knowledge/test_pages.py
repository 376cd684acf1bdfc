import re

import pytest

from knowledge.editing.faults import TELLING

FEW = ["/", "/en/", "/voor-mezelf/", "/privacy/"]
LOADED = re.compile(
    r'<(?:script|img|iframe|source|video|audio|use|image)[^>]+(?:src|href)="([^"]+)"'
    r'|<link rel="(?:stylesheet|icon|preload)" href="([^"]+)"'
)
# A block of data for search engines is of a type nothing runs.
INLINE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|\"application/ld\+json\"))|<style|\sstyle=|\son\w+="
)
LINKED = re.compile(r'<a [^>]*href="([^"]+)"')
OUTSIDE = {"https://www.knmi.nl/", "https://keerpunt.chat/"}

pytestmark = [pytest.mark.usefixtures("planted"), pytest.mark.one_database]


def read(reader, path, **kwargs):
    answer = reader.get(path, **kwargs)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_every_page_is_read_without_a_cookie(site):
    assert len(site) > 100
    for path, answer in site.items():
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert "Cookie" not in answer.headers.get("Vary", ""), path


def test_no_page_loads_from_others_or_runs_anything_inline(site):
    for path, answer in site.items():
        html = answer.content.decode()
        loaded = [address for pair in LOADED.findall(html) for address in pair]
        loaded = [address for address in loaded if address]
        assert len(loaded) >= 5, path
        assert [a for a in loaded if not a.startswith("/static/")] == [], path
        assert not INLINE.search(html), path


def test_every_link_leads_somewhere(site, reader, settings):
    chats = {f"{settings.CHAT_ORIGIN}/chat/", f"{settings.CHAT_ORIGIN}/en/chat/"}
    missing = set()
    for path, answer in site.items():
        html = answer.content.decode()
        for address in LINKED.findall(html):
            if address in chats or address.startswith(("tel:", "https://")):
                continue
            where, _, anchor = address.removeprefix(settings.SITE_ORIGIN).partition("#")
            there = site.get(where or path) or reader.get(where)
            found = there.status_code == 200
            if not found or (anchor and f'id="{anchor}"' not in there.content.decode()):
                missing.add((path, address))
    assert missing == set()


def test_the_way_out_comes_first_and_works_without_javascript(site, settings):
    for path, answer in site.items():
        first = re.search(r"<a [^>]*>", answer.content.decode())[0]
        assert f'href="{settings.QUICK_EXIT_URL}"' in first, path
        assert 'rel="nofollow noreferrer"' in first, path


def test_the_way_out_never_passes_our_own_server(reader, settings):
    exit_link = re.search(r'exit-bar__exit" href="([^"]+)"', read(reader, "/"))[1]
    assert not exit_link.startswith(("/", settings.SITE_ORIGIN, settings.CHAT_ORIGIN))


def test_the_demo_says_so_on_every_page(reader, settings):
    settings.DEMO = True
    for path in [*FEW, "/bestaat-niet/"]:
        assert 'href="https://keerpunt.chat/"' in reader.get(path).content.decode()


def test_outside_the_demo_there_is_no_such_notice(reader, settings):
    settings.DEMO = False
    for path in ["/", "/en/", "/bestaat-niet/"]:
        assert "demo-bar" not in reader.get(path).content.decode()


def test_what_a_page_for_young_people_leaves_behind_is_neutral(site):
    young = [
        path for path in site if path.startswith(("/voor-mezelf/", "/en/for-myself/"))
    ]
    assert len(young) > 40
    for path in young:
        html = site[path].content.decode()
        title = re.search(r"<title>(.*?)</title>", html)[1]
        described = re.findall(r'<meta [^>]*content="([^"]*)"', html)
        assert "Zijstap" in title
        assert not TELLING.search(" ".join([path, title, *described])), path


def test_everybody_gets_the_same_page(reader):
    plain = read(reader, "/")
    told = read(reader, "/?a=1", headers={"user-agent": "other", "referer": "x"})
    assert plain == told


def test_the_limit_of_encryption_is_said_in_plain_words(reader):
    assert "De pagina zelf komt van ons." in read(reader, "/privacy/")
    assert "kan nieuwe berichten lezen" in read(reader, "/privacy/")
    assert "The page itself comes from us." in read(reader, "/en/privacy/")
    assert "can read new messages" in read(reader, "/en/privacy/")
