"""The line between hubs: cut, silent or away, it heals and nothing is heard twice."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings

from chat.realtime import hub, others
from chat.realtime.hub import Bell, Hub
from tests import reachable
from tests.chat.hubs import (
    BELL,
    Ear,
    Elsewhere,
    both_heard,
    joined,
    listening,
    until,
)
from tests.e2e.proxy import Line

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def with_redis(settings):
    def use(url, hosts=1):
        settings.REDIS_URL = url
        host = {"address": url, "socket_timeout": 2, "socket_connect_timeout": 2}
        layer = "channels_redis.pubsub.RedisPubSubChannelLayer"
        settings.CHANNEL_LAYERS = {
            "default": {
                "BACKEND": layer,
                "CONFIG": {"hosts": [dict(host) for _ in range(hosts)]},
            }
        }

    return use


@pytest.fixture(params=[0, 1, 3])
def groups(request, settings):
    """Each conversation its own, one for all, and a few."""
    settings.BELL_GROUPS = request.param
    others.group_of.cache_clear()
    yield request.param
    others.group_of.cache_clear()


@pytest.fixture
def own_groups(settings):
    settings.BELL_GROUPS = 0
    others.group_of.cache_clear()
    yield
    others.group_of.cache_clear()


@pytest.fixture
def redis_line():
    url = reachable.redis()
    if not url:
        pytest.skip("needs Redis")
    line = Line(("127.0.0.1", 6379))
    line.url = f"redis://127.0.0.1:{line.port}/{url.rpartition('/')[2]}"
    yield line
    line.close()


async def test_a_store_that_is_away_is_noticed_and_the_bell_is_heard_here(with_redis):
    with_redis(NOWHERE)
    async with listening() as (bell, ear):
        bell.ring([BELL])
        await ear.hears()
        await until(lambda: bell.deaf)


def test_without_a_loop_and_without_the_store_nothing_is_raised(with_redis):
    with_redis(NOWHERE)
    Hub().ring([BELL])


async def test_two_processes_hear_each_other_once(with_redis, redis_line, groups):
    """Over two hosts of a layer, as in a cluster; here both are the same Redis."""
    with_redis(redis_line.url, hosts=2)
    other = Elsewhere()
    try:
        async with listening() as (bell, ear):
            await until(lambda: joined(bell) and joined(other.bell))
            bell.ring([BELL])
            other.bell.ring([Bell("conv", "event", 2)])
            await until(lambda: both_heard(ear, other, 1, 2))
            await sync_to_async(Hub().ring)([Bell("conv", "event", 3)])
            await until(lambda: both_heard(ear, other, 1, 2, 3))
            bell.ring([Bell("conv", "typing1", 1)])
            await until(lambda: Bell("conv", "typing1", 1) in other.ear.heard)
    finally:
        await sync_to_async(other.stop)()


async def test_a_cut_line_is_noticed_and_heals(with_redis, redis_line, monkeypatch):
    monkeypatch.setattr(others, "PING_S", 0.1)
    with_redis(redis_line.url)
    other = Elsewhere()
    try:
        async with listening() as (bell, ear):
            await until(lambda: joined(bell) and joined(other.bell))
            await sync_to_async(redis_line.cut)()
            await until(lambda: bell.deaf and other.bell.deaf)
            await sync_to_async(redis_line.heal)()
            await until(lambda: not bell.deaf and not other.bell.deaf)
            other.bell.ring([BELL])
            await until(lambda: BELL in ear.heard)
    finally:
        await sync_to_async(other.stop)()


async def test_a_bell_lost_on_the_way_is_missed_at_the_next_ping(
    with_redis, redis_line, monkeypatch
):
    monkeypatch.setattr(others, "PING_S", 0.1)
    with_redis(redis_line.url)
    publish = others._publish

    async def losing(process, group, bells, number=0):
        if bells[0][0] != BELL.topic:
            await publish(process, group, bells, number)

    monkeypatch.setattr(others, "_publish", losing)
    other = Elsewhere()
    try:
        async with listening() as (bell, ear):
            await until(lambda: joined(bell) and joined(other.bell))
            await until(lambda: bell.others._came)
            ear.heard.clear()
            other.bell.ring([BELL])
            await until(lambda: Bell(BELL.topic, "event") in ear.heard)
            assert BELL not in ear.heard
    finally:
        await sync_to_async(other.stop)()


async def test_a_process_of_the_build_before_is_heard(with_redis, redis_line):
    with_redis(redis_line.url)
    async with listening() as (bell, ear):
        await until(lambda: joined(bell))
        for n in (7, 8):
            said = {"type": "bells", "from": "before", "bells": [["conv", "event", n]]}
            await others._layer().group_send(others.group_of("conv"), said)
            await until(lambda n=n: Bell("conv", "event", n) in ear.heard)
        assert not bell.deaf


async def test_a_line_that_fell_silent_is_noticed_too(
    with_redis, redis_line, monkeypatch
):
    monkeypatch.setattr(others, "PING_S", 0.1)
    monkeypatch.setattr(others, "SILENT_S", 0.5)
    with_redis(redis_line.url)
    async with listening() as (bell, _):
        await until(lambda: joined(bell))
        await sync_to_async(redis_line.lose)("down")
        await until(lambda: bell.deaf)
        await sync_to_async(redis_line.heal)()
        await until(lambda: not bell.deaf)


async def test_what_others_are_asked_for_follows_what_is_listened_to(
    with_redis, redis_line, own_groups, monkeypatch
):
    monkeypatch.setattr(hub, "LET_GO_AFTER_S", 0.1)
    with_redis(redis_line.url)
    async with listening() as (bell, ear):
        ears = [Ear() for _ in range(3)]
        await until(lambda: joined(bell))
        start = set(bell.others.held)
        for one in ears:
            bell.join("more", one)
        assert bell.topics == {"conv": 1, "more": 3}
        await until(
            lambda: joined(bell) and others.group_of("more") in bell.others.held
        )
        for one in ears[:2]:
            bell.part("more", one)
        assert others.group_of("more") in bell.others.topics
        bell.part("more", ears[2])
        bell.part("more", ears[2])
        # Back within the moment: it was never let go.
        bell.join("more", ears[2])
        bell.part("more", ears[2])
        assert others.group_of("more") in bell.others.topics
        await until(lambda: joined(bell) and bell.others.held == start)
        assert bell.topics == {"conv": 1}
        layer = others._layer()
        assert sum(map(len, layer.groups.values())) == len(start)


async def test_who_joins_while_the_line_is_down_is_held_after_it(
    with_redis, redis_line, own_groups, monkeypatch
):
    monkeypatch.setattr(others, "PING_S", 0.1)
    with_redis(redis_line.url)
    async with listening() as (bell, ear):
        await until(lambda: joined(bell))
        await sync_to_async(redis_line.cut)()
        await until(lambda: bell.deaf)
        late = Ear()
        bell.join("late", late)
        bell.part("conv", ear)
        await sync_to_async(redis_line.heal)()
        await until(
            lambda: joined(bell) and others.group_of("late") in bell.others.held
        )
        # What was rung meanwhile was not heard, so that it must look.
        assert Bell("late", "event", 0) in late.heard


async def test_a_line_on_which_nothing_is_said_for_long_does_not_die(
    with_redis, redis_line, monkeypatch
):
    with_redis(redis_line.url)
    host = settings.CHANNEL_LAYERS["default"]["CONFIG"]["hosts"][0]
    host |= {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
    other = Elsewhere()
    try:
        async with listening() as (bell, ear):
            await until(lambda: joined(bell) and joined(other.bell))
            monkeypatch.setattr(others, "PING_S", 3600)
            # Six times as long as a reading from Redis may take.
            await asyncio.sleep(3)
            assert not bell.deaf
            other.bell.ring([BELL])
            await until(lambda: BELL in ear.heard)
    finally:
        await sync_to_async(other.stop)()
