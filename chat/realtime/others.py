"""The line to the other processes: bells over the channel layer, which may lose any.

One channel per process. Topics share groups: with BELL_GROUPS=1 all of them have one,
and everything rung in one breath is one message; with 0 each has its own. Which groups
this process should be a member of is counted from its topics, and a task makes it so,
whatever failed in between: a membership cannot leak.
"""

import asyncio
import logging
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from time import monotonic
from typing import Any
from zlib import crc32

from channels.layers import BaseChannelLayer, get_channel_layer
from django.conf import settings
from django.utils.crypto import get_random_string

log = logging.getLogger(__name__)

PUBLISH_WITHIN_S = 1
PING_S, SILENT_S = 5, 15
AGAIN_AFTER_S, ENDED_WITHIN_S = 1, 5

# One message stays small, whatever was rung at once.
MOST_BELLS = 500

Rung = tuple[str, str, int]
Heard = Callable[[str, str, int], None]


class Others:
    def __init__(
        self, heard: Heard, joined: Callable[[Iterable[str]], None] = lambda _: None
    ) -> None:
        self._heard, self._joined = heard, joined
        self.process = get_random_string(12)
        # Its own pings must arrive: a line that fell silent raises nothing.
        self._ping = f"ping {self.process}"
        self.topics: dict[str, set[str]] = defaultdict(set)
        self.held: set[str] = set()
        self.hears = self.began = False
        self.task: asyncio.Task[None] | None = None
        self._changed, self._rung = asyncio.Event(), asyncio.Event()
        self._belongs = asyncio.Event()
        self.want(self._ping)
        self._outgoing: OrderedDict[tuple[str, str], int] = OrderedDict()
        # How many messages went to a group, and how many of each process came from it.
        self._sent: dict[str, int] = defaultdict(int)
        self._came: dict[tuple[str, str], int] = {}
        self._came_at = 0.0

    def open(self) -> None:
        self.task = asyncio.create_task(self._run_for_ever())

    @property
    def is_open(self) -> bool:
        return self.hears and self.task is not None and not self.task.done()

    def want(self, topic: str) -> None:
        group = group_of(topic)
        new = group not in self.held
        self.topics[group].add(topic)
        if new:
            self._changed.set()

    def unwant(self, topic: str) -> None:
        group = group_of(topic)
        self.topics[group].discard(topic)
        if not self.topics[group]:
            del self.topics[group]
            self._changed.set()

    def publish(self, topic: str, what: str, n: int) -> None:
        """Bells of one kind for one topic are one bell."""
        earlier = self._outgoing.get((topic, what))
        self._outgoing[topic, what] = n if earlier is None else _both(what, earlier, n)
        self._rung.set()

    async def _run_for_ever(self) -> None:
        while True:
            try:
                await self._run()
            except asyncio.CancelledError as error:
                # A library's own is no order to stop.
                _stop_if_cancelled()
                self._went_deaf(error)
            except Exception as error:  # noqa: BLE001 - try again, whatever it was
                self._went_deaf(error)
            # Again: a publication that hung may have kept the first one from its work.
            await _forget_all()
            _stop_if_cancelled()
            await asyncio.sleep(AGAIN_AFTER_S)

    async def _run(self) -> None:
        channel = await _layer().new_channel()
        self.held.clear()
        self._came.clear()
        self._belongs.clear()
        self._changed.set()
        self._came_at = monotonic()
        jobs = [self._receive(channel), self._belong(channel)]
        jobs += [self._publish_for_ever(), self._ping_for_ever()]
        tasks = [asyncio.create_task(job) for job in jobs]
        try:
            await self._until_one_ends(tasks)
        finally:
            # First: who stops receiving would otherwise unsubscribe over the line that
            # the layer itself is mending, and two cannot read it at once.
            await _forget_all()
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=ENDED_WITHIN_S)

    async def _until_one_ends(self, tasks: list[asyncio.Task[None]]) -> None:
        """Or nothing comes for long: whoever stops receiving for that unsubscribes."""
        while (left_s := self._came_at + SILENT_S - monotonic()) > 0:
            done, _ = await asyncio.wait(
                tasks, timeout=left_s, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                return task.result()
        raise TimeoutError

    async def _receive(self, channel: str) -> None:
        while True:
            message = await _layer().receive(channel)
            self._came_at = monotonic()
            if message["from"] != self.process:
                for topic, what, n in message["bells"]:
                    self._heard(topic, what, n)
                self._look_for_a_hole(message)
            elif message["bells"][0][0] == self._ping:
                self.hears = True

    def _look_for_a_hole(self, message: dict[str, Any]) -> None:
        """What was lost on the way shows at the next message, a ping at the latest."""
        group = group_of(message["bells"][0][0])
        # A process of the build before does not count.
        number = message.get("number", 0)
        came = self._came.get((message["from"], group))
        self._came[message["from"], group] = number
        if number and came is not None and number != came + 1:
            self._joined(list(self.topics.get(group, ())))

    async def _belong(self, channel: str) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            for group in self.held - self.topics.keys():
                await _layer().group_discard(group, channel)
                self.held.discard(group)
            for group in self.topics.keys() - self.held:
                await _layer().group_add(group, channel)
                self.held.add(group)
                self._joined(list(self.topics.get(group, ())))
            self._belongs.set()

    async def _publish_for_ever(self) -> None:
        while True:
            await self._rung.wait()
            self._rung.clear()
            while self._outgoing:
                await self._publish_all()

    async def _publish_all(self) -> None:
        letters: dict[str, list[Rung]] = defaultdict(list)
        for _ in range(min(len(self._outgoing), MOST_BELLS)):
            (topic, what), n = self._outgoing.popitem(last=False)
            letters[group_of(topic)].append((topic, what, n))
        for group, bells in letters.items():
            await self._publish(group, bells)

    async def _publish(self, group: str, bells: list[Rung]) -> None:
        if settings.BELL_GROUPS:
            # Counted before it is tried: what never left is missed too. (Not where
            # every conversation has a group: nobody would ever forget their counts.)
            self._sent[group] += 1
        await _publish(self.process, group, bells, self._sent.get(group, 0))

    async def _ping_for_ever(self) -> None:
        await self._belongs.wait()
        while True:
            await self._publish(group_of(self._ping), [(self._ping, "ping", 0)])
            await asyncio.sleep(PING_S)

    def _went_deaf(self, error: BaseException) -> None:
        if self.hears or not self.began:
            log.warning("Other processes cannot be rung: %s", type(error).__name__)
        self.began, self.hears = True, False
        self._outgoing.clear()


async def _forget_all() -> None:
    with suppress(Exception):
        async with asyncio.timeout(PUBLISH_WITHIN_S):
            await _layer().flush()


def _both(what: str, earlier: int, n: int) -> int:
    """0 says: look, whatever you have; commits do not ring in the order they came."""
    if what != "event":
        return n
    return max(earlier, n) if earlier and n else 0


def _stop_if_cancelled() -> None:
    # The layer's flush swallows a cancellation that comes while it works.
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def publish_alone(bells: list[Rung]) -> None:
    """For a process that has no sockets, and so no line of its own."""
    try:
        for bell in bells:
            await _publish("", group_of(bell[0]), [bell])
    except Exception as error:  # noqa: BLE001 - any failure is a lost bell
        log.warning("Other processes cannot be rung: %s", type(error).__name__)


async def _publish(
    process: str, group: str, bells: list[Rung], number: int = 0
) -> None:
    message = {"type": "bells", "from": process, "bells": bells, "number": number}
    async with asyncio.timeout(PUBLISH_WITHIN_S):
        await _layer().group_send(group, message)


def _layer() -> BaseChannelLayer:
    layer = get_channel_layer()
    assert layer is not None
    return layer


@lru_cache(maxsize=10_000)
def group_of(topic: str) -> str:
    name = topic.encode()
    if settings.BELL_GROUPS:
        name = str(crc32(name) % settings.BELL_GROUPS).encode()
    # Keyed: a name says nothing of a conversation, and installations that share a
    # Redis do not hear each other.
    key = settings.SECRET_KEY.encode()[:64]
    return "bells-" + blake2b(name, key=key, digest_size=16).hexdigest()
