"""What of the demo is in the database: each app tells about its own rows.

An app calls `register("team keys", lambda: TeamKey.objects.filter(demo=True).exists())`
in its AppConfig.ready(); outside demo mode any answer of True stops the start.
"""

from collections.abc import Callable

KINDS: dict[str, Callable[[], bool]] = {}


def register(name: str, present: Callable[[], bool]) -> None:
    KINDS[name] = present


def present() -> list[str]:
    return [name for name, found in KINDS.items() if found()]
