"""Can this process do its work: one word, no detail."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chat.realtime import restart


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def layer_answers() -> bool:
    if not settings.REDIS_URL:
        return True
    # It takes long to load, and is nothing where there is no Redis.
    import redis

    limits = {"socket_timeout": 1, "socket_connect_timeout": 1}
    client = redis.Redis.from_url(settings.REDIS_URL, **limits)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    word = state()
    status = 200 if word == "ok" else 503
    return HttpResponse(word, status=status, content_type="text/plain")


def state() -> str:
    if restart.leaving.is_set():
        # Who still has a connection here is told to go elsewhere.
        return "leaving"
    return "ok" if database_answers() and layer_answers() else "down"
