"""An application asked as a server asks it, without one."""

import asyncio
from dataclasses import dataclass

from django.conf import settings

HOST = settings.SITE_ORIGIN.partition("://")[2]


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    def __getitem__(self, name):
        return self.headers.get(name, b"").decode()


def scope(path="/", *, method="GET", query=b"", root_path="", host=HOST, **headers):
    pairs = [("host", host), *headers.items()]
    return {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "root_path": root_path,
        "scheme": "http",
        "headers": [(n.replace("_", "-").encode(), v.encode()) for n, v in pairs],
    }


async def ask(app, path="/", **how):
    sent = []
    asked = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return asked.pop() if asked else await asyncio.Future()

    async def send(message):
        sent.append(message)

    await app(scope(path, **how), receive, send)
    start, *bodies = sent
    body = b"".join(each.get("body", b"") for each in bodies)
    return Answer(start["status"], dict(start["headers"]), body)


class Site:
    """Stands where Django stands; every page of it is to be kept, unless told otherwise."""

    def __init__(self):
        self.asked = []
        self.status, self.more, self.kept = 200, [], True
        self.body = b"<!doctype html>" + b"a page " * 200
        self.recipe = lambda recipe: None
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def __call__(self, scope, receive, send):
        from knowledge import made_of

        self.asked.append(scope)
        if self.kept:
            made_of.keep()
        self.recipe(made_of.written_now.get())
        body = self.body
        await self.may_go_on.wait()
        headers = [(b"content-type", b"text/html"), (b"x-frame-options", b"DENY")]
        start = {"type": "http.response.start", "status": self.status}
        await send(start | {"headers": headers + self.more})
        await send({"type": "http.response.body", "body": body[:9], "more_body": True})
        await send({"type": "http.response.body", "body": body[9:]})
