"""What production refuses to start with."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from platform_site.staff import demo_rows


@checks.register(checks.Tags.database)
def no_demo_rows(
    app_configs: Any = None, databases: Any = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    if settings.DEMO or not databases:
        return []
    try:
        found = demo_rows.present()
    except DatabaseError:
        # migrate asks before it has made the tables.
        return []
    return [
        checks.Error(f"The database holds {name} of the demo.", id="zijstap.E001")
        for name in found
    ]


def refuse_demo_rows() -> None:
    """Stops the start of a server outside demo mode on a demo's database."""
    if settings.DEMO:
        return
    # In a thread: some servers import their application inside an event loop.
    with ThreadPoolExecutor(max_workers=1) as aside:
        found = aside.submit(found_demo_rows).result()
    if found:
        raise SystemExit(
            f"Setting DEMO is off, but the database holds {', '.join(found)} of the"
            " demo: use an empty database."
        )


def found_demo_rows() -> list[str]:
    try:
        return demo_rows.present()
    except DatabaseError:
        raise SystemExit(
            "Setting DATABASE_URL names a database that does not answer or lacks our"
            " tables: run manage.py migrate."
        ) from None
    finally:
        connection.close()
