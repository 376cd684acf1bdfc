"""What a page is made of: the answers the database gave while it was rendered.

Nobody has to say what a page shows: every question it asks is asked twice, and the first
answer is remembered. A copy of the page is good while they would all be answered the same.
Where much is asked and little shown, `worked_out` remembers only what came of it.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from hashlib import blake2b
from typing import Any, NamedTuple, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
R = TypeVar("R")

TABLES = re.compile(r'\b(?:FROM|JOIN) "(\w+)"')
# Of drafts, locks and schedules: an editor at work changes no page of a reader.
UNSHOWN = frozenset(
    {
        *("draft_title", "has_unpublished_changes", "owner_id", "alias_of_id"),
        *("latest_revision_id", "latest_revision_created_at", "live_revision_id"),
        *("first_published_at", "last_published_at"),
        *("go_live_at", "expire_at", "expired"),
        *("locked", "locked_at", "locked_by_id"),
    }
)


class Asked(NamedTuple):
    """A question to the database."""

    sql: str
    params: tuple[Any, ...]

    def answer(self) -> bytes:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            names = [column[0] for column in cursor.description]
            rows = [_shown(names, row) for row in cursor.fetchall()]
        if "ORDER BY" not in self.sql:
            rows.sort()
        return _fingerprint("\n".join(rows))


class Worked(NamedTuple):
    """A function of ours that asks, and gives away only plain values."""

    function: Callable[..., Any]
    args: tuple[Any, ...]

    def answer(self) -> bytes:
        return _fingerprint(_plain(self.function(*self.args)))


Question = Asked | Worked


class Answer(NamedTuple):
    fingerprint: bytes
    tables: frozenset[str]


def _fingerprint(words: str) -> bytes:
    return blake2b(words.encode(), digest_size=16).digest()


def _shown(names: list[str], row: tuple[Any, ...]) -> str:
    kept = []
    for name, value in zip(names, row, strict=True):
        if name == "numchild":
            # A page without any is not asked for them.
            value = bool(value)
        if name not in UNSHOWN:
            kept.append(value)
    return repr(kept)


def _plain(result: Any) -> str:
    return json.dumps(result, default=_as_text)


def _as_text(value: Any) -> str:
    if isinstance(value, date | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} may hide what a page shows of it.")


class Recipe:
    def __init__(self) -> None:
        self.answers: dict[Question, Answer] = {}
        # Said by whoever made the page: only then may it be kept.
        self.kept = False
        # False when something was written, or changed meanwhile.
        self.steady = True
        # Tables of what is being worked out; its single answers do not matter.
        self._working: set[str] | None = None
        self._asking = False

    @property
    def tables(self) -> frozenset[str]:
        return frozenset().union(*(each.tables for each in self.answers.values()))

    def hear(
        self, execute: Any, sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if not self._asking:
            if not sql.startswith("SELECT"):
                self.steady = False
            elif self._working is not None:
                self._working.update(TABLES.findall(sql))
            else:
                self._ask_first(Asked(sql, tuple(params or ())))
        return execute(sql, params, many, context)

    def _ask_first(self, question: Asked) -> None:
        """Before the page does: an answer that is too old ends a copy too early, one
        that is too new would keep it for ever.
        """
        self._asking = True
        try:
            fingerprint = question.answer()
        finally:
            self._asking = False
        tables = frozenset(TABLES.findall(question.sql))
        self._remember(question, Answer(fingerprint, tables))

    def work_out(self, question: Worked) -> Any:
        if self._working is not None:
            return question.function(*question.args)
        self._working = set()
        try:
            result = question.function(*question.args)
            tables = frozenset(self._working)
        finally:
            self._working = None
        self._remember(question, Answer(_fingerprint(_plain(result)), tables))
        return result

    def _remember(self, question: Question, answer: Answer) -> None:
        if self.answers.setdefault(question, answer).fingerprint != answer.fingerprint:
            self.steady = False


written_now: ContextVar[Recipe | None] = ContextVar("written_now", default=None)


@contextmanager
def heard(recipe: Recipe) -> Iterator[None]:
    """Every question that this thread asks."""
    with connection.execute_wrapper(recipe.hear):
        yield


def worked_out(function: Callable[P, R]) -> Callable[P, R]:
    """For a function of plain values (keys, paths) that gives plain values."""

    @wraps(function)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
        recipe = written_now.get()
        if recipe is None:
            return function(*args, **kwargs)
        return recipe.work_out(Worked(function, args))  # type: ignore[no-any-return]

    return remembering


def forget_the_way() -> None:
    """What was asked to find a page is not on it."""
    if recipe := written_now.get():
        recipe.answers.clear()


def keep() -> None:
    """The answer is the same for everybody, while it is made of the same."""
    if recipe := written_now.get():
        recipe.kept = True


def kept_whole(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view of which the answer depends on its path and the database alone."""

    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keep()
        return view(request, *args, **kwargs)

    return keeping
