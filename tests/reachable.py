"""Which stores answer: the ones named in the environment, or the ones on this machine."""

import os
from urllib.parse import urlsplit

import psycopg
from redis import Redis, RedisError

LOCAL_USERS = ("postgres", os.environ.get("USER", "root"))


def postgres():
    """Where a throw-away database can be made, or nothing."""
    named = os.environ.get("TEST_DATABASE_URL")
    local = [f"postgresql://{user}@127.0.0.1:5432/postgres" for user in LOCAL_USERS]
    for url in [named] if named else local:
        try:
            psycopg.connect(url, connect_timeout=30).close()
        except psycopg.Error:
            continue
        return urlsplit(url)._replace(path=f"/zijstap_{os.getpid()}").geturl()
    return ""


def redis():
    """A numbered database of Redis that is ours to empty, or nothing."""
    named = os.environ.get("TEST_REDIS_URL")
    local = [f"redis://127.0.0.1:6379/{number}" for number in range(15, 0, -1)]
    for url in [named] if named else local:
        try:
            with Redis.from_url(url, socket_connect_timeout=30) as client:
                # Tests empty their database, so what is in use is left alone.
                if named or not client.dbsize():
                    return url
        except RedisError:
            continue
    return ""
