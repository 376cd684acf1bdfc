"""A small TCP line in front of anything, that can be cut, frozen or made one-way."""

import asyncio
import re
import threading
from contextlib import suppress

UP, DOWN = "up", "down"
UPGRADE = re.compile(rb"\r\nupgrade: *websocket", re.IGNORECASE)
CONNECTION = re.compile(rb"\r\nconnection: *[^\r]*", re.IGNORECASE)
REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Line:
    """Listens on its own port; `up` is what clients send, `down` what they get.

    `source` is the address the other end sees, `record` keeps every byte sent up.
    """

    def __init__(self, target, *, source=None, record=False, port=0):
        self.target = target
        self.source = source
        self.sent = bytearray() if record else None
        self.port = port
        self.refused = 0
        self._open = True
        self._sockets = True
        self._flows = {}
        self._pairs = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._call(self._listen())

    def cut(self):
        """Breaks every connection and refuses new ones, until `heal`."""
        self._open = False
        self._call(self._drop_all())

    def freeze(self):
        """Keeps every byte, in both directions, until `heal`."""
        self._call(self._set({UP: False, DOWN: False}, lose=False))

    def lose(self, direction):
        """Swallows what goes in one direction; the other still flows."""
        self._call(self._set({direction: False}, lose=True))

    def refuse_sockets(self):
        """As networks of schools do: pages pass, WebSockets get a 403, until `heal`."""
        self._sockets = False
        self._call(self._drop_all())

    def heal(self):
        """Everything flows again; a connection that lost bytes is broken first."""
        self._open = self._sockets = True
        self._call(self._heal())

    def close(self):
        self._call(self._shut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _call(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _listen(self):
        self._flows = {way: asyncio.Event() for way in (UP, DOWN)}
        for flow in self._flows.values():
            flow.set()
        self._lossy = set()
        self._server = await asyncio.start_server(self._join, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _set(self, ways, *, lose):
        for way, on in ways.items():
            if lose:
                self._lossy.add(way)
            elif not on:
                self._flows[way].clear()

    async def _heal(self):
        if self._lossy:
            self._lossy.clear()
            await self._drop_all()
        for flow in self._flows.values():
            flow.set()

    async def _drop_all(self):
        for writer in list(self._pairs):
            writer.transport.abort()

    async def _shut(self):
        self._server.close()
        await self._drop_all()
        for flow in self._flows.values():
            flow.set()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=1)

    async def _join(self, reader, writer):
        if not self._open:
            writer.transport.abort()
            return
        head = b"" if self._sockets else await self._head(reader, writer)
        if head is None:
            return
        local = (self.source, 0) if self.source else None
        try:
            far = await asyncio.open_connection(*self.target, local_addr=local)
        except OSError:
            writer.transport.abort()
            return
        if not self._open:  # cut while the other end was being called
            far[1].transport.abort()
            writer.transport.abort()
            return
        self._pairs |= {writer, far[1]}
        if self.sent is not None:
            self.sent += head
        far[1].write(head)
        await asyncio.gather(
            self._pass(reader, far[1], UP), self._pass(far[0], writer, DOWN)
        )
        self._pairs -= {writer, far[1]}

    async def _head(self, reader, writer):
        """The head of the one request this connection may carry; None: refused."""
        self._pairs.add(writer)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            writer.transport.abort()
            return None
        finally:
            self._pairs.discard(writer)
        if not UPGRADE.search(head):
            # Only first requests are looked at, so there must be no second one.
            return CONNECTION.sub(b"", head[:-2]) + b"Connection: close\r\n\r\n"
        self.refused += 1
        writer.write(REFUSAL)
        writer.close()
        return None

    async def _pass(self, reader, writer, way):
        with suppress(OSError, asyncio.IncompleteReadError):
            while chunk := await reader.read(65536):
                await self._flows[way].wait()
                if way in self._lossy:
                    continue
                if way == UP and self.sent is not None:
                    self.sent += chunk
                writer.write(chunk)
                await writer.drain()
        with suppress(OSError):
            writer.close()
