"""Settings from the environment; a wrong one stops the start with one sentence."""

import re
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import SplitResult, urlsplit

import environ  # type: ignore[import-untyped]
from django.core.exceptions import ImproperlyConfigured

ENV = environ.Env()
# A connection that went silent, or a lock that nobody lets go of, ends what waits for it.
PATIENCE = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=30s",
}
DEFAULT_PORT = {"http": ":80", "https": ":443"}
# What Django takes for a host, so that no browser sees another one in it.
AUTHORITY = re.compile(r"([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(:[0-9]+)?")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SHORTEST_KEY, FEWEST_SIGNS = 50, 15


def stop(name: str, why: str) -> NoReturn:
    raise SystemExit(f"Setting {name} {why}")


def text(name: str, default: str | None = None) -> str:
    value = str(ENV.str(name, default="")).strip() or default
    if value is None:
        stop(name, "is missing: set it in the environment.")
    return value


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        stop(name, "must be 0 or 1.")
    return value == "1"


def number(name: str, *, default: int, least: int = 0) -> int:
    try:
        value = int(ENV.int(name, default=default))
    except ValueError:
        stop(name, "must be a whole number.")
    if value < least:
        stop(name, f"must be at least {least}.")
    return value


def secret(name: str, default: str | None = None) -> str:
    """The value itself, or the content of the file that NAME_FILE points to."""
    file = str(ENV.str(f"{name}_FILE", default="")).strip()
    if not file:
        return text(name, default)
    try:
        return Path(file).read_text().strip()
    except OSError:
        stop(f"{name}_FILE", "names a file that cannot be read.")


def key(name: str, default: str | None = None, *, demo: bool) -> str:
    value = secret(name, default)
    if len(value) < SHORTEST_KEY:
        stop(name, f"must have at least {SHORTEST_KEY} characters.")
    if len(set(value)) < FEWEST_SIGNS and not demo:
        stop(name, "must be random: it repeats too few characters.")
    return value


def address(name: str, value: str) -> SplitResult:
    """Its parts, where every browser sees the same host in it."""
    try:
        parts = urlsplit(value)
        is_sound = AUTHORITY.fullmatch(parts.netloc.lower()) and parts.port != 0
        if parts.scheme in DEFAULT_PORT and is_sound:
            return parts
    except ValueError:
        pass  # no number for a port, or brackets around nothing
    stop(name, "must look like https://host, with a port at most and no user.")


def origin(name: str, default: str | None = None, *, https: bool) -> str:
    """scheme://host[:port], nothing behind it."""
    value = text(name, default)
    parts = address(name, value)
    if f"{parts.scheme}://{parts.netloc}" != value:
        stop(name, "must have no path and no slash at its end.")
    if value != value.lower() or parts.netloc.endswith(DEFAULT_PORT[parts.scheme]):
        stop(name, "must be written as browsers do: lower case, no default port.")
    if https and parts.scheme != "https":
        stop(name, "must start with https:// outside demo mode.")
    return value


def host(origin: str) -> str:
    return urlsplit(origin).hostname or ""


def elsewhere(name: str, default: str, *, ours: set[str], demo: bool) -> str:
    """An address of others: whoever is sent there has left all of `ours`."""
    value = text(name, default)
    parts = address(name, value)
    if parts.scheme != "https" and not (demo and parts.hostname in LOOPBACK):
        stop(name, "must start with https://.")
    # The origins of a demo are ports of one machine, and so is what it calls others.
    ours = {urlsplit(at).netloc if demo else host(at) for at in ours}
    if (parts.netloc.lower() if demo else parts.hostname) in ours:
        stop(name, "must be of others: it names SITE_ORIGIN or CHAT_ORIGIN.")
    return value


def database(default: str) -> dict[str, Any]:
    url = secret("DATABASE_URL", default)
    if urlsplit(url).scheme not in {"postgres", "postgresql", "sqlite"}:
        stop("DATABASE_URL", "must name a PostgreSQL or SQLite database.")
    try:
        config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    except (ValueError, ImproperlyConfigured):
        stop("DATABASE_URL", "must look like postgresql://user:password@host/name.")
    if config["ENGINE"].endswith("postgresql"):
        pool = {"min_size": 1, "max_size": number("DATABASE_POOL", default=10, least=2)}
        # Who asks while it is away hears so soon, and is helped soon after it is back.
        pool |= {"timeout": 5, "reconnect_timeout": 3}
        return config | {"CONN_MAX_AGE": 0, "OPTIONS": {"pool": pool} | PATIENCE}
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON;"
    return config | {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "init_command": pragmas,
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


def redis(name: str) -> str:
    """Empty: everything in this one process."""
    url = secret(name, "")
    return checked_redis(name, url) if url else ""


def redis_urls(name: str, default: str) -> list[str]:
    """By comma: the hosts of a cluster, say."""
    return [
        checked_redis(name, url.strip()) for url in secret(name, default).split(",")
    ]


def checked_redis(name: str, url: str) -> str:
    if urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        stop(name, "must look like redis://host:6379/0.")
    return url


def cache(redis_url: str) -> dict[str, Any]:
    if redis_url:
        # A fifth of a second of every start, also where there is no Redis.
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        backend = "django.core.cache.backends.redis.RedisCache"
        # Who waits for a Redis that hangs must not keep everybody else waiting.
        timeouts: dict[str, Any] = {"socket_timeout": 1, "socket_connect_timeout": 1}
        # Once more at once, for a connection that a restart left behind; the client's
        # own patience would be many seconds for each of them.
        timeouts["retry"] = Retry(NoBackoff(), 1)
        return {"BACKEND": backend, "LOCATION": redis_url, "OPTIONS": timeouts}
    # The default of 300 entries would let failed logins push out reload shares.
    backend = "django.core.cache.backends.locmem.LocMemCache"
    return {"BACKEND": backend, "OPTIONS": {"MAX_ENTRIES": 100_000}}


def channel_layer(redis_url: str) -> dict[str, Any]:
    if not redis_url:
        layer = "channels.layers.InMemoryChannelLayer"
        return {"BACKEND": layer, "CONFIG": {"capacity": 1000, "expiry": 3600}}
    timeouts = {"socket_timeout": 2, "socket_connect_timeout": 2}
    # Several hosts share the groups among them: the layer picks one by the group's name.
    hosts = [{"address": url} | timeouts for url in redis_urls("BELL_URLS", redis_url)]
    layer = "channels_redis.pubsub.RedisPubSubChannelLayer"
    return {"BACKEND": layer, "CONFIG": {"hosts": hosts}}
