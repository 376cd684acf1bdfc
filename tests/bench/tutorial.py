"""The chat of Channels' tutorial, with what it needs to keep its messages.

Kinder than the tutorial: the database connection is kept, where Django's default
would make a new one for every message.
"""

import json
import os
import sys

import django
from django.conf import settings

KEEPS = bool(os.environ.get("DATABASE_URL"))
REDIS = os.environ.get("REDIS_URL", "")
TABLE = (
    "CREATE TABLE IF NOT EXISTS tutorial"
    " (id bigserial PRIMARY KEY, room text, body text, at timestamptz DEFAULT now())"
)
INSERT = "INSERT INTO tutorial (room, body) VALUES (%s, %s)"


def database():
    if not KEEPS:
        return {}
    from platform_site import env

    found = env.database("")
    del found["OPTIONS"]
    return {"default": found | {"CONN_MAX_AGE": None}}


def layer():
    if not REDIS:
        return {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    return {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS]},
    }


settings.configure(
    DATABASES=database(), CHANNEL_LAYERS={"default": layer()}, ALLOWED_HOSTS=["*"]
)
django.setup()

from channels.db import database_sync_to_async  # noqa: E402
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import path  # noqa: E402

from tests.bench.echo import serve  # noqa: E402


def keep(room, body):
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [room, body])


class ChatConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        self.room_group_name = f"chat_{self.room_name}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def receive(self, text_data):
        message = json.loads(text_data)["message"]
        if KEEPS:
            await database_sync_to_async(keep)(self.room_name, message)
        await self.channel_layer.group_send(
            self.room_group_name, {"type": "chat.message", "message": message}
        )

    async def chat_message(self, event):
        await self.send(text_data=json.dumps({"message": event["message"]}))


routes = [path("ws/chat/<room_name>/", ChatConsumer.as_asgi())]

if __name__ == "__main__":
    if KEEPS:
        with connection.cursor() as cursor:
            cursor.execute(TABLE)
        connection.close()
    serve(ProtocolTypeRouter({"websocket": URLRouter(routes)}), int(sys.argv[1]))
