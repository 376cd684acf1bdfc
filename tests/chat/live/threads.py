"""Many at once, each with a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def at_once(*acts):
    """Begins all acts together; what each gave, or the exception it ended with."""
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait(240)
            return act()
        except Exception as error:  # noqa: BLE001 - a result like any other
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def kinds(results):
    return sorted(type(result).__name__ for result in results)
