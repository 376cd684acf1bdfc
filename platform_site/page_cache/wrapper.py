"""Answers from the copies; whoever asks first for a page has it made for all."""

import asyncio
from typing import Any

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from platform_site.page_cache import questions
from platform_site.page_cache.entry import Entry, is_known
from platform_site.page_cache.filling import Filling
from platform_site.page_cache.news import News
from platform_site.page_cache.store import Store

LOOK_EVERY_S = 1
# Who comes after nobody came for so long waits for the look, but not longer than this.
LOOK_FIRST_S, LOOK_WITHIN_S = 2, 1
# Whoever has waited so long for another's page makes one of their own.
WAIT_WITHIN_S = 10
Reply = tuple[dict[str, Any], dict[str, Any]]


class PageCache:
    def __init__(self, pages: Any, store: Store | None = None) -> None:
        self.pages = pages
        self.store = Store() if store is None else store
        self.news = News(self.store)
        self._filling: dict[str, Filling] = {}
        self._looking: asyncio.Task[None] | None = None

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        asked = questions.of_anybody(scope)
        if asked is None:
            await self.pages(scope, receive, send)
            return
        age_s = self.news.age_s()
        if age_s > LOOK_EVERY_S:
            await self._look(age_s)
        entry = await self._found(scope["path"])
        if entry is None:
            entry = await self._made(scope, receive, send)
        if entry is not None:
            for message in reply(entry, scope["method"], asked):
                await send(message)

    def at_hand(self, scope: dict[str, Any]) -> Reply | None:
        """What to send at once, when nothing has to be made, asked or waited for."""
        asked = questions.of_anybody(scope)
        if asked is None or self.news.age_s() > LOOK_EVERY_S:
            return None
        entry = self.store.get(scope["path"])
        return reply(entry, scope["method"], asked) if entry else None

    async def _found(self, path: str) -> Entry | None:
        entry = self.store.get(path)
        if entry is None and (filling := self._filling.get(path)):
            await filling.is_over(WAIT_WITHIN_S)
            # Not what that one was given: who comes after a change must not get what was
            # begun before it, and that is never in the store.
            entry = self.store.get(path)
        return entry

    async def _made(
        self, scope: dict[str, Any], receive: Any, send: Any
    ) -> Entry | None:
        path, begun = scope["path"], self.store.turn
        filling = Filling(receive, send)
        first = self._filling.setdefault(path, filling) is filling
        try:
            entry = await filling.run(self.pages, questions.bare(scope))
            if entry and self.news.known is not None:
                self.store.put(path, entry, filling.recipe, begun=begun)
        finally:
            if first:
                del self._filling[path]
            filling.over.set()
        return entry

    async def _look(self, age_s: float) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_in_a_thread())
        if age_s > LOOK_FIRST_S:
            await asyncio.wait({self._looking}, timeout=LOOK_WITHIN_S)

    async def _look_in_a_thread(self) -> None:
        await sync_to_async(self._look_once, thread_sensitive=False)()

    def _look_once(self) -> None:
        try:
            self.news.look()
        finally:
            close_old_connections()


def reply(entry: Entry, method: str, asked: questions.Asked) -> Reply:
    copy = entry.copy_for(asked.get(b"accept-encoding", b""))
    status, headers, body = 200, copy.headers, copy.body
    if is_known(copy.tag, asked.get(b"if-none-match", b"")):
        status, headers, body = 304, copy.unchanged, b""
    elif method == "HEAD":
        body = b""
    return (
        {"type": "http.response.start", "status": status, "headers": headers},
        {"type": "http.response.body", "body": body},
    )
