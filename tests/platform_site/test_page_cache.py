"""What is answered from a copy, and how."""

import asyncio
import gzip

import pytest

from knowledge.made_of import Answer, Asked
from platform_site.page_cache.store import Store
from platform_site.page_cache.wrapper import PageCache
from tests.platform_site.asking import Site, ask

PAGES = Asked('SELECT "id" FROM "wagtailcore_page"', ())
TABLES = {"wagtailcore_page"}


@pytest.fixture
async def site():
    return Site()


@pytest.fixture
async def cache(site):
    cache = PageCache(site)
    # Nothing changes elsewhere in these tests, so nobody looks.
    cache.news.known, cache.news.looked_at = 0, float("inf")
    return cache


def made_of_pages(recipe):
    recipe.answers[PAGES] = Answer(b"before", frozenset(TABLES))


async def test_the_second_reader_gets_the_copy(cache, site):
    first, second = [await ask(cache) for _ in range(2)]
    assert first == second
    assert first.body == site.body
    assert len(site.asked) == 1


async def test_a_copy_says_what_the_page_said_and_how_to_ask_again(cache):
    answer = await ask(cache)
    assert answer.headers[b"x-frame-options"] == b"DENY"
    assert answer.headers[b"cache-control"] == b"no-cache"
    assert answer.headers[b"vary"] == b"Accept-Encoding"
    assert int(answer.headers[b"content-length"]) == len(answer.body)


async def test_who_takes_gzip_gets_gzip_under_another_name(cache, site):
    plain, zipped = await ask(cache), await ask(cache, accept_encoding="br, gzip")
    assert gzip.decompress(zipped.body) == site.body
    assert zipped.headers[b"content-encoding"] == b"gzip"
    assert zipped.headers[b"etag"] != plain.headers[b"etag"]


@pytest.mark.parametrize(
    "refused", ["gzip;q=0", "", "br", "gzip;q=x", ";;;,,", "gzipp"]
)
async def test_who_does_not_take_gzip_gets_it_plain(cache, site, refused):
    answer = await ask(cache, accept_encoding=refused)
    assert answer.body == site.body


@pytest.mark.parametrize("shape", ["{}", "W/{}", '"other", {}', "*"])
async def test_who_has_it_already_is_only_told_so(cache, shape):
    tag = (await ask(cache)).headers[b"etag"].decode()
    answer = await ask(cache, if_none_match=shape.format(tag))
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers[b"etag"].decode() == tag


async def test_who_has_another_one_gets_it_whole(cache, site):
    assert (await ask(cache, if_none_match='"other"')).body == site.body


async def test_head_says_the_same_without_the_page(cache, site):
    head, get = await ask(cache, method="HEAD"), await ask(cache)
    assert head.headers == get.headers
    assert (head.body, get.body) == (b"", site.body)


@pytest.mark.parametrize(
    ("status", "more", "kept"),
    [
        (404, [], True),
        (500, [], True),
        (200, [(b"set-cookie", b"a=b")], True),
        (200, [(b"cache-control", b"private")], True),
        (200, [(b"vary", b"Accept-Language")], True),
        (200, [(b"content-encoding", b"gzip")], True),
        (200, [], False),
    ],
)
async def test_what_is_not_for_everybody_is_not_kept(cache, site, status, more, kept):
    site.status, site.more, site.kept = status, more, kept
    answers = [await ask(cache) for _ in range(2)]
    assert {answer.status for answer in answers} == {status}
    assert len(site.asked) == 2
    assert not cache.store.paths()


async def test_many_who_come_at_once_are_answered_with_one_rendering(cache, site):
    site.may_go_on.clear()
    asking = [asyncio.create_task(ask(cache)) for _ in range(20)]
    await asyncio.sleep(0)
    site.may_go_on.set()
    assert {answer.body for answer in await asyncio.gather(*asking)} == {site.body}
    assert len(site.asked) == 1


async def test_many_who_get_an_error_do_not_wait_for_each_other(cache, site):
    site.status = 503
    site.may_go_on.clear()
    asking = [asyncio.create_task(ask(cache)) for _ in range(5)]
    await asyncio.sleep(0)
    site.may_go_on.set()
    assert {answer.status for answer in await asyncio.gather(*asking)} == {503}


async def test_a_page_changed_while_it_was_rendered_is_not_kept(cache, site):
    site.recipe = made_of_pages
    site.may_go_on.clear()
    early = asyncio.create_task(ask(cache))
    await asyncio.sleep(0)
    cache.store.doubted(TABLES)
    old, site.body = site.body, b"<!doctype html> what was published"
    late = asyncio.create_task(ask(cache))
    await asyncio.sleep(0)
    site.may_go_on.set()
    assert (await early).body == old
    # Who came after the change does not get what was begun before it.
    assert (await late).body == site.body


async def test_a_page_made_of_what_nobody_watches_is_not_kept(cache, site):
    unknown = Answer(b"", frozenset({"somebody_elses_table"}))
    site.recipe = lambda recipe: recipe.answers.update({PAGES: unknown})
    await ask(cache)
    assert not cache.store.paths()


async def test_a_copy_goes_when_it_would_be_answered_otherwise(cache, site):
    site.recipe = made_of_pages
    await ask(cache)
    assert cache.store.doubted({"knowledge_term"}) == []
    assert cache.store.doubted(TABLES) == [PAGES]
    cache.store.keep_what_is_still_so({PAGES: b"before"})
    assert cache.store.paths() == {"/"}
    cache.store.keep_what_is_still_so({PAGES: b"after"})
    assert not cache.store.paths()


async def test_what_was_asked_for_longest_ago_makes_room(site):
    cache = PageCache(site, Store(pages=2))
    cache.news.known, cache.news.looked_at = 0, float("inf")
    for path in ["/a/", "/b/", "/a/", "/c/"]:
        await ask(cache, path)
    assert cache.store.paths() == {"/a/", "/c/"}


async def test_copies_never_take_more_memory_than_they_may(site):
    cache = PageCache(site, Store(size=4000))
    cache.news.known, cache.news.looked_at = 0, float("inf")
    for number in range(20):
        await ask(cache, f"/{number}/")
    assert 0 < len(cache.store) < 4
