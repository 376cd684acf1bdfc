"""Many rows in one statement whose text is always the same, on both databases."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def cursor() -> Iterator[Any]:
    """PostgreSQL gets values in binary, which Django's own cursor writes out as text:
    for envelopes that is ten times as much work, here and there.
    """
    if connection.vendor != "postgresql":
        with connection.cursor() as plain:
            yield plain
        return
    # Not where it is not used: it would be half of what a process on SQLite starts.
    from psycopg import Cursor
    from psycopg.pq import Format

    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as binary:
        binary.format = Format.BINARY
        yield binary


def table(rows: Sequence[Sequence[Any]], *columns: str) -> tuple[str, list[Any]]:
    """A table expression of rows, and its values, for our `cursor`; columns as
    "name type".

    Types are those of PostgreSQL; SQLite takes the values as JSON, so no bytes there.
    """
    if connection.vendor == "postgresql":
        arrays = ", ".join(f"%b::{column.split()[1]}[]" for column in columns)
        values: list[Any] = [list(column) for column in zip(*rows, strict=True)]
        return f"unnest({arrays})", values
    fields = ", ".join(
        f"json_extract(value, '$[{place}]')" for place in range(len(columns))
    )
    source = f"(SELECT {fields} FROM json_each(%s))"  # noqa: S608
    return source, [json.dumps(rows)]


def insert(model: Any, rows: Sequence[Sequence[Any]], *columns: str) -> None:
    """Inserts rows; columns as "name type"."""
    into = f"{model._meta.db_table} ({', '.join(map(_name, columns))})"
    with cursor() as asking:
        if connection.vendor == "postgresql":
            source, values = table(rows, *columns)
            asking.execute(f"INSERT INTO {into} SELECT * FROM {source}", values)  # noqa: S608
        else:
            marks = ", ".join(["%s"] * len(columns))
            asking.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608


def ask(
    question: str,
    rows: Sequence[Sequence[Any]],
    *columns: str,
    after: Sequence[Any] = (),
) -> list[Any]:
    """What the question answers, with the rows as a table where it says {rows}; the
    values of marks that come later stand in `after`.
    """
    if not rows:
        return []
    source, values = table(rows, *columns)
    with cursor() as asking:
        asking.execute(question.replace("{rows}", source), [*values, *after])
        return list(asking.fetchall()) if asking.description else []


def _name(column: str) -> str:
    return column.split()[0]
