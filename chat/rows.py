"""Many rows in one statement whose text is always the same, on both databases."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection


def table(rows: Sequence[Sequence[Any]], *columns: str) -> tuple[str, list[Any]]:
    """A table expression of rows, and its values; columns as "name type".

    Types are those of PostgreSQL; SQLite takes the values as JSON, so no bytes there.
    """
    if connection.vendor == "postgresql":
        arrays = ", ".join(f"%s::{column.split()[1]}[]" for column in columns)
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
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            source, values = table(rows, *columns)
            cursor.execute(f"INSERT INTO {into} SELECT * FROM {source}", values)  # noqa: S608
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608


def matching(
    model: Any, wanted: str, keys: Iterable[Sequence[Any]], *columns: str
) -> list[Any]:
    """The `wanted` columns of the rows whose `columns` are one of the keys."""
    rows = list(keys)
    if not rows:
        return []
    source, values = table(rows, *columns)
    names = ", ".join(map(_name, columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {wanted} FROM {model._meta.db_table} "  # noqa: S608
            f"WHERE ({names}) IN (SELECT * FROM {source})",
            values,
        )
        return list(cursor.fetchall())


def _name(column: str) -> str:
    return column.split()[0]
