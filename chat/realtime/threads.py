"""The threads on which the database is asked: few, and never the event loop's own.

With DATABASE_THREADS=0 (SQLite) there is one for everything, which other code shares.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from channels.db import DatabaseSyncToAsync, database_sync_to_async
from django.conf import settings
from django.db import Error as DatabaseFailure, connection

Run = Callable[[Callable[[Any], Any], Any], Awaitable[Any]]

_pool = (
    ThreadPoolExecutor(int(settings.DATABASE_THREADS), thread_name_prefix="database")
    if settings.DATABASE_THREADS
    else None
)


def in_db(function: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    if _pool is None:
        return database_sync_to_async(function)
    return DatabaseSyncToAsync(function, thread_sensitive=False, executor=_pool)


def anywhere(function: Callable[[Any], Any], questions: Any) -> Awaitable[Any]:
    """On the next free thread."""
    return in_db(function)(questions)


def own_thread(name: str) -> Run:
    """A thread, and so a connection, for one purpose: nobody can take it away."""
    if _pool is None:
        return anywhere
    alone = ThreadPoolExecutor(1, thread_name_prefix=name)

    async def run(function: Callable[[Any], Any], questions: Any) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(alone, _kept_open, function, questions)

    return run


def _kept_open(function: Callable[[Any], Any], questions: Any) -> Any:
    try:
        return function(questions)
    except DatabaseFailure:
        # The next batch begins with a connection that works.
        connection.close()
        raise
