"""A browser's POSTs and GETs over one connection that stays open."""

import asyncio
import json


class Browser:
    def __init__(self, doors, *, cookie="", csrf=""):
        self.doors = doors
        lines = [f"Host: {doors.host}", f"Origin: {doors.origin}"]
        if cookie:
            lines.append(f"Cookie: {cookie}")
        if csrf:
            lines.append(f"X-CSRFToken: {csrf}")
        self.lines = lines
        self.reader = None

    async def get(self, path):
        return await self._ask(f"GET {path} HTTP/1.1", b"")

    async def post(self, path, body):
        return await self._ask(f"POST {path} HTTP/1.1", json.dumps(body).encode())

    async def _ask(self, request, body):
        if self.reader is None:
            where = "127.0.0.1", self.doors.ports[0]
            self.reader, self.writer = await asyncio.open_connection(*where)
        lines = [request, *self.lines, f"Content-Length: {len(body)}"]
        if body:
            lines.append("Content-Type: application/json")
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return await self._answer()

    async def _answer(self):
        """Status, cookies as name=value, and what the JSON says."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *rest = head.strip().split("\r\n")
        pairs = [line.split(":", 1) for line in rest]
        fields = {name.strip().lower(): value.strip() for name, value in pairs}
        if fields.get("transfer-encoding", "") == "chunked":
            body = await self._chunks()
        else:
            body = await self.reader.readexactly(int(fields.get("content-length", 0)))
        cookie = fields.get("set-cookie", "").partition(";")[0]
        return int(first.split()[1]), cookie, json.loads(body or b"{}")

    async def _chunks(self):
        body = b""
        while size := int(await self.reader.readline(), 16):
            body += await self.reader.readexactly(size)
            await self.reader.readline()
        await self.reader.readline()
        return body

    def close(self):
        if self.reader is not None:
            self.writer.close()
