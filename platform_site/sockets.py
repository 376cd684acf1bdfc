"""Sockets exist on the chat's origin only, and only for pages of that origin."""

from io import BytesIO
from typing import Any

from channels.security.websocket import OriginValidator, WebsocketDenier
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware

from chat.realtime import polled
from chat.realtime.asked import HungUpError
from platform_site.headers import HeadersMiddleware, OriginCSPMiddleware
from platform_site.origins import netloc, on_chat


class OnChatHost:
    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        host = dict(scope["headers"]).get(b"host", b"").decode("latin1")
        if host == netloc(settings.CHAT_ORIGIN):
            await self.application(scope, receive, send)
        else:
            await WebsocketDenier()(scope, receive, send)


def walled(application: Any) -> Any:
    # AllowedHostsOriginValidator would ignore scheme and port.
    return OnChatHost(OriginValidator(application, [settings.CHAT_ORIGIN]))


class WithPolls:
    """Pages, and beside them the polls: behind the pages' middleware, of which steps
    may block, every poll that waits would hold a thread.
    """

    def __init__(self, pages: Any, line: Any) -> None:
        self.pages = pages
        self.polls = polled.Polls(line)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] in polled.PATHS:
            request = ASGIRequest(scope, BytesIO())
            if on_chat(request):
                await self._poll(request, receive, send)
                return
        await self.pages(scope, receive, send)

    async def _poll(self, request: ASGIRequest, receive: Any, send: Any) -> None:
        try:
            answer = await self.polls.answer(request, receive)
        except HungUpError:
            return
        answer = dressed(request, answer)
        headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in answer.items()
        ]
        start = {"status": answer.status_code, "headers": headers}
        await send({"type": "http.response.start"} | start)
        await send({"type": "http.response.body", "body": answer.content})


def dressed(request: ASGIRequest, answer: HttpResponse) -> HttpResponse:
    """With the headers that every answer of this origin carries."""
    answer.headers["Content-Length"] = str(len(answer.content))
    secure = SecurityMiddleware(lambda _: answer)
    return HeadersMiddleware(OriginCSPMiddleware(secure))(request)  # type: ignore[arg-type]
