"""One rendering of a page, by whoever asked first, for all who ask meanwhile."""

import asyncio
from contextlib import suppress
from typing import Any

from knowledge.made_of import Recipe, written_now
from platform_site.page_cache.entry import Entry, Headers, made, may_be_kept


class Filling:
    def __init__(self, receive: Any, send: Any) -> None:
        self._receive, self._send = receive, send
        self.recipe = Recipe()
        # When others need not wait any longer: it is there, or it is nothing to keep.
        self.over = asyncio.Event()
        self._headers: Headers | None = None
        self._body: list[bytes] = []
        self._asked = False

    async def run(self, pages: Any, scope: dict[str, Any]) -> Entry | None:
        """The page, if it is one to keep; any other answer has been sent already."""
        token = written_now.set(self.recipe)
        try:
            await pages(scope, self._hear, self._say)
        finally:
            written_now.reset(token)
        if self._headers is None:
            return None
        return made(self._headers, b"".join(self._body))

    async def is_over(self, within_s: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.over.wait(), within_s)

    async def _hear(self) -> Any:
        if not self._asked:
            self._asked = True
            # A page is no answer to a body; waiting for the rest of a long one would let
            # whoever sends it keep the page from everybody.
            return {"type": "http.request", "body": b"", "more_body": False}
        # That the first one hangs up is no reason not to finish it for the others.
        await self.over.wait()
        while (heard := await self._receive())["type"] != "http.disconnect":
            pass
        return heard

    async def _say(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message["headers"]]
            if self.recipe.kept and may_be_kept(message["status"], headers):
                self._headers = headers
            else:
                self.over.set()
        if self._headers is None:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._body.append(message.get("body", b""))
