"""Nothing a reader sends gets into what another reader is given."""

import asyncio

import pytest

from platform_site.page_cache import wrapper
from platform_site.page_cache.wrapper import PageCache
from tests.platform_site.asking import HOST, Site, ask, scope

PAST_THE_COPIES = {
    "a question": {"query": b"a=b"},
    "an empty cookie": {"cookie": ""},
    "a login": {"cookie": "staff=x"},
    "credentials": {"authorization": "Basic eDp5"},
    "another method": {"method": "POST"},
    "a place the site hangs at": {"root_path": "/elsewhere"},
    "another host": {"host": "elsewhere.example"},
    "another port": {"host": f"{HOST}:81"},
    "a host in capitals": {"host": HOST.upper()},
}


@pytest.fixture
async def site():
    return Site()


@pytest.fixture
async def cache(site):
    cache = PageCache(site)
    cache.news.known, cache.news.looked_at = 0, float("inf")
    return cache


@pytest.mark.parametrize("how", PAST_THE_COPIES.values(), ids=PAST_THE_COPIES)
async def test_what_is_not_asked_like_anybody_neither_fills_nor_reads(cache, site, how):
    await ask(cache, **how)
    assert not cache.store.paths()
    await ask(cache)
    assert cache.store.paths() == {"/"}
    await ask(cache, **how)
    assert len(site.asked) == 3


async def test_two_hosts_are_nobodys(cache, site):
    from tests.platform_site.asking import scope

    doubled = scope("/")
    doubled["headers"].append((b"host", b"elsewhere.example"))

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        pass

    await cache(doubled, receive, send)
    assert not cache.store.paths()


@pytest.mark.parametrize(
    "name",
    ["x_forwarded_host", "accept_language", "x_original_url", "x_requested_with"],
)
async def test_the_site_is_not_told_what_a_page_may_not_depend_on(cache, site, name):
    await ask(cache, **{name: "evil.example"})
    (asked,) = site.asked
    assert b"evil.example" not in dict(asked["headers"]).values()


async def test_a_part_of_a_page_is_never_kept_as_the_page(cache, site):
    site.status, site.more = 206, [(b"content-range", b"bytes 0-1/9")]
    await ask(cache, range="bytes=0-1")
    assert not cache.store.paths()


async def test_who_asks_first_for_the_head_alone_does_not_empty_the_page(cache, site):
    await ask(cache, method="HEAD")
    assert (await ask(cache)).body == site.body


async def test_an_error_first_does_not_stay(cache, site):
    site.status = 500
    assert (await ask(cache)).status == 500
    site.status = 200
    assert (await ask(cache)).status == 200


async def test_made_up_paths_leave_nothing(cache, site):
    site.status = 404
    for number in range(500):
        await ask(cache, f"/{number}/")
    assert not cache.store.paths()
    assert not cache._filling


async def test_files_go_past_the_copies(cache, site):
    for path in ["/static/css/app.css", "/uploads/a.webp"]:
        await ask(cache, path, accept="text/css")
        assert dict(site.asked[-1]["headers"])[b"accept"] == b"text/css"
    assert not cache.store.paths()


async def test_who_sends_half_a_body_keeps_the_page_from_nobody(cache):
    """As Django does it: it reads the whole body before it makes the page."""
    site = Site()

    async def reading(scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        await site(scope, receive, send)

    cache.pages = reading
    never = asyncio.Event()
    sent = []

    async def half():
        if sent:
            await never.wait()
        sent.append(True)
        return {"type": "http.request", "body": b"x" * 8192, "more_body": True}

    async def send(message):
        pass

    slow = asyncio.create_task(cache(scope(), half, send))
    assert (await asyncio.wait_for(ask(cache), 240)).body == site.body
    await asyncio.wait_for(slow, 240)


async def test_a_page_that_never_comes_is_made_again_for_others(cache, monkeypatch):
    monkeypatch.setattr(wrapper, "WAIT_WITHIN_S", 0.01)
    hangs, site = asyncio.Event(), Site()

    async def first_hangs(scope, receive, send):
        if not site.asked:
            site.asked.append(scope)
            hangs.set()
            await asyncio.Event().wait()
        await site(scope, receive, send)

    cache.pages = first_hangs
    stuck = asyncio.create_task(ask(cache))
    await hangs.wait()
    assert (await asyncio.wait_for(ask(cache), 240)).body == site.body
    stuck.cancel()
