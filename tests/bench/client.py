"""A WebSocket client that cuts and masks frames, and does nothing else.

It must cost much less than the server it measures.
"""

import asyncio
import os
import socket

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
MASK_LENGTH = 1024


def handshake(path, host, *, origin=None, cookie=None):
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: emlqc3RhcC1pcy1tZWV0Lg==",
    ]
    if origin:
        lines.append(f"Origin: {origin}")
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class WebSocket(asyncio.Protocol):
    def __init__(self, hello):
        self.hello = hello
        self.mask = os.urandom(4) * MASK_LENGTH
        self.renew()

    def renew(self):
        """As before the first connection."""
        self.rest = b""
        self.upgraded = False
        self.close_code = None
        self.left = False
        self.opened = asyncio.get_running_loop().create_future()
        self.closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.hello)

    def connection_lost(self, error):
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("refused the handshake"))
        if not self.closed.done():
            self.closed.set_result(self.close_code)

    def data_received(self, data):
        if self.rest:
            data, self.rest = self.rest + data, b""
        if not self.upgraded:
            data = self._upgrade(data)
        at, end = 0, len(data)
        while end - at >= 2:
            start, length = _measure(data, at)
            if start + length > end:
                break
            self._frame(data[at] & 0x0F, data[start : start + length])
            at = start + length
        self.rest = data[at:]

    def _upgrade(self, data):
        head, found, rest = data.partition(b"\r\n\r\n")
        if not found:
            self.rest = data
            return b""
        if not head.startswith(b"HTTP/1.1 101"):
            self.transport.abort()
            return b""
        self.upgraded = True
        self.opened.set_result(None)
        return rest

    def _frame(self, kind, payload):
        if kind == TEXT:
            self.on_text(payload)
        elif kind == PING:
            self._send(PONG, payload)
        elif kind == CLOSE:
            self.close_code = int.from_bytes(payload[:2])
            self._send(CLOSE, payload[:2])
            # Whatever was still to be sent: nobody reads it any more.
            self.transport.abort()

    def on_text(self, text):
        """What came, as bytes; whole, because nobody here sends in parts."""

    def send(self, text):
        self._send(TEXT, text)

    def _send(self, kind, payload):
        if not self.transport.is_closing():
            self.transport.write(framed(kind, payload, self.mask))

    def close(self):
        self.left = True
        self._send(CLOSE, (1000).to_bytes(2))
        self.transport.close()


def framed(kind, payload, mask):
    length = len(payload)
    masked = int.from_bytes(payload) ^ int.from_bytes(mask[:length])
    if length < 126:
        head = bytes((0x80 | kind, 0x80 | length))
    else:
        head = bytes((0x80 | kind, 0x80 | 126)) + length.to_bytes(2)
    return head + mask[:4] + masked.to_bytes(length)


def _measure(data, at):
    """Where the payload of the frame at this place begins, and how long it is."""
    length = data[at + 1] & 0x7F
    if length < 126:
        return at + 2, length
    size = 2 if length == 126 else 8
    start = at + 2 + size
    if len(data) < start:
        return start, 1
    return start, int.from_bytes(data[at + 2 : start])


async def connect(web_socket, port, *, buffer_bytes=None):
    """With a small buffer, what is not read stays at the server."""
    line, loop = socket.socket(), asyncio.get_running_loop()
    if buffer_bytes:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
    line.setblocking(False)
    await loop.sock_connect(line, ("127.0.0.1", port))
    await loop.create_connection(lambda: web_socket, sock=line)
    await web_socket.opened
