"""Half B of a visitor's reload share: in memory or Redis only, never in a row.

Alone it is a random string. It lives 90 s beyond the last sign of life of the page.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TypedDict

from django.core.cache import cache
from django.utils.crypto import salted_hmac

log = logging.getLogger(__name__)

LIVES_S = 90
HIDDEN_LIVES_S = 60


class NotAvailable(Exception):  # noqa: N818 - an answer: ask again later
    code = "later"


class Share(TypedDict):
    id: str
    b: str


def _key(session_hash: str) -> str:
    # Keyed, so that a cache key says nothing to who also holds the database.
    return "share:" + salted_hmac("chat.shares", session_hash).hexdigest()


def put(session_hash: str, share: Share) -> None:
    """Keeps the one before too: a page may die between this and its own half."""
    with _store():
        earlier: list[Share] = cache.get(_key(session_hash), [])
        kept = [s for s in earlier if s["id"] != share["id"]][-1:]
        cache.set(_key(session_hash), [*kept, share], LIVES_S)


def take(session_hash: str, share_id: str) -> str | None:
    with _store():
        shares: list[Share] = cache.get(_key(session_hash), [])
    return next((s["b"] for s in shares if s["id"] == share_id), None)


def are_held(session_hash: str) -> bool:
    with _store():
        return bool(cache.get(_key(session_hash)))


def touch_many(session_hashes: list[str]) -> list[bool]:
    """False where nothing is held: the page must put its half again.

    A store that does not answer is waited for once, not once for each.
    """
    held = [True] * len(session_hashes)
    with suppress(NotAvailable), _store():
        for place, session_hash in enumerate(session_hashes):
            held[place] = bool(cache.touch(_key(session_hash), LIVES_S))
    return held


def hide(session_hash: str) -> None:
    with suppress(NotAvailable), _store():
        cache.touch(_key(session_hash), HIDDEN_LIVES_S)


def drop(session_hash: str) -> None:
    # When it cannot be dropped it dies within 90 s, and its session is gone now.
    with suppress(NotAvailable), _store():
        cache.delete(_key(session_hash))


@contextmanager
def _store() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever store it is
        log.warning("Shares are not available: %s", type(error).__name__)
        raise NotAvailable from None
