from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.urls import path

from chat.realtime.console import ConsoleSocket
from chat.realtime.visitor import VisitorSocket


class NoSuchSocket(AsyncWebsocketConsumer):
    channel_layer_alias = None  # type: ignore[assignment]

    async def connect(self) -> None:
        await self.close()


# ASGI applications are what Channels routes to; the types know only views.
sockets: list[Any] = [
    path("ws/chat/", VisitorSocket.as_asgi()),  # type: ignore[arg-type]
    path("ws/console/", ConsoleSocket.as_asgi()),  # type: ignore[arg-type]
    # Without this, a mistyped address would end in a logged exception.
    path("<path:anything>", NoSuchSocket.as_asgi()),  # type: ignore[arg-type]
]
