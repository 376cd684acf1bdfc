"""The hub of one process: heard on its loop, by who joined, never an error."""

import pytest
from asgiref.sync import sync_to_async

from chat.realtime import hub
from chat.realtime.hub import QUEUE, Bell, Hub
from tests.chat.hubs import BELL, Ear, listening, until


@pytest.fixture
def alone(settings):
    settings.REDIS_URL = ""


async def test_a_bell_rung_in_any_thread_is_heard_on_the_loop(alone):
    async with listening() as (bell, ear):
        bell.ring([BELL])
        await ear.hears()
        await sync_to_async(bell.ring)([BELL])
        await ear.hears()
    assert ear.heard == [BELL, BELL]


async def test_only_who_joined_the_topic_hears_it(alone):
    async with listening() as (bell, ear):
        other = Ear()
        bell.join("other", other)
        bell.ring([BELL])
        await ear.hears()
        bell.part("conv", ear)
        bell.part("conv", ear)
        bell.ring([BELL])
        bell.ring([Bell("other", "event", 1)])
        await other.hears()
    assert len(ear.heard) == len(other.heard) == 1


def test_a_bell_without_a_loop_is_lost_in_silence(alone):
    Hub().ring([BELL])


async def test_a_crowd_at_the_queue_wakes_nobody_for_each(alone, monkeypatch):
    monkeypatch.setattr(hub, "QUEUE_RESTS_S", 0.2)
    async with listening() as (bell, _):
        ear = Ear()
        bell.join(QUEUE, ear)
        bell.ring([Bell(QUEUE, "queue")] * 50)
        await until(lambda: len(ear.heard) == 2)
        # The second one came after everything that was rung.
        bell.ring([Bell(QUEUE, "queue")])
        await until(lambda: len(ear.heard) == 3)
