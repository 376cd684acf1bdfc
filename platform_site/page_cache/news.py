"""Hears of changes, of its own process at once and of others when it looks."""

import logging
import time
from threading import Lock

from django.db import DatabaseError
from wagtail.models import Site

from knowledge.made_of import Question
from knowledge.models import PageRefresh
from knowledge.refresh import EVERYTHING
from platform_site.page_cache.store import Store

log = logging.getLogger(__name__)


class News:
    def __init__(self, store: Store) -> None:
        self.store = store
        # The last change that was heard of; before the first look none was.
        self.known: int | None = None
        self.looked_at = float("-inf")
        self._one_at_a_time = Lock()

    def age_s(self) -> float:
        return time.monotonic() - self.looked_at

    def look(self) -> None:
        with self._one_at_a_time:
            begun = time.monotonic()
            try:
                self._hear(self._newer())
            except DatabaseError as error:
                # Readers are better off with the page of a moment ago than with none.
                log.warning("Pages were not looked after: %s", type(error).__name__)
                return
            self.looked_at = begun

    def _newer(self) -> list[PageRefresh]:
        rows = PageRefresh.objects.order_by("pk")
        if self.known is None:
            last = rows.last()
            self.store.empty()
            self.known = last.pk if last else 0
            return []
        return list(rows.filter(pk__gte=self.known))

    def _hear(self, rows: list[PageRefresh]) -> None:
        if not rows or rows[-1].pk == self.known:
            return
        tables = {table for row in rows for table in row.tables}
        # When the row it knew is gone, others behind it may be gone too.
        if rows[0].pk != self.known or tables.intersection(EVERYTHING):
            Site.clear_site_root_paths_cache()
            self.store.empty()
        else:
            tables = {table for row in rows[1:] for table in row.tables}
            doubted = self.store.doubted(tables)
            self._ask_again(doubted)
        self.known = rows[-1].pk

    def _ask_again(self, doubted: list[Question]) -> None:
        try:
            answers = {question: question.answer() for question in doubted}
        except DatabaseError:
            self.store.empty()
            raise
        self.store.keep_what_is_still_so(answers)
