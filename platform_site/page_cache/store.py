"""The pages of this process, and what each is made of."""

from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from knowledge.made_of import Answer, Question, Recipe
from knowledge.refresh import known_tables
from platform_site.page_cache.entry import Entry

MOST_PAGES = 2000
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    entry: Entry
    answers: dict[Question, Answer]


class Store:
    """Asked on the loop, told of changes by other threads."""

    def __init__(self, *, pages: int = MOST_PAGES, size: int = MOST_BYTES) -> None:
        self._most_pages, self._most_bytes = pages, size
        self._lock = Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._paths: defaultdict[Question, set[str]] = defaultdict(set)
        self._bytes = 0
        # Counts changes: what was begun before one may have seen what was before it.
        self.turn = 0
        self._changed_at: dict[str, int] = {}
        self._emptied_at = 0

    def __len__(self) -> int:
        return len(self._kept)

    def paths(self) -> set[str]:
        with self._lock:
            return set(self._kept)

    def get(self, path: str) -> Entry | None:
        with self._lock:
            kept = self._kept.get(path)
            if kept is None:
                return None
            self._kept.move_to_end(path)
            return kept.entry

    def put(self, path: str, entry: Entry, recipe: Recipe, *, begun: int) -> bool:
        with self._lock:
            if not (recipe.kept and recipe.steady and self._is_fresh(recipe, begun)):
                return False
            self._drop(path)
            self._kept[path] = Kept(entry, recipe.answers)
            self._bytes += entry.size
            for question in recipe.answers:
                self._paths[question].add(path)
            while len(self._kept) > self._most_pages or self._bytes > self._most_bytes:
                self._drop(next(iter(self._kept)))
            return path in self._kept

    def _is_fresh(self, recipe: Recipe, begun: int) -> bool:
        tables = recipe.tables
        return (
            tables <= known_tables()
            and begun >= self._emptied_at
            and all(self._changed_at.get(table, 0) <= begun for table in tables)
        )

    def doubted(self, tables: set[str]) -> list[Question]:
        """What must be asked again after a change; nothing older is put in from here."""
        with self._lock:
            self.turn += 1
            self._changed_at |= dict.fromkeys(tables, self.turn)
            return [asked for asked in self._paths if self._tables_of(asked) & tables]

    def _tables_of(self, question: Question) -> frozenset[str]:
        path = next(iter(self._paths[question]))
        return self._kept[path].answers[question].tables

    def keep_what_is_still_so(self, answers: Mapping[Question, bytes]) -> None:
        with self._lock:
            gone = {
                path
                for question, answer in answers.items()
                for path in self._paths.get(question, ())
                if self._kept[path].answers[question].fingerprint != answer
            }
            for path in gone:
                self._drop(path)

    def empty(self) -> None:
        with self._lock:
            self.turn += 1
            self._emptied_at = self.turn
            for path in list(self._kept):
                self._drop(path)

    def _drop(self, path: str) -> None:
        kept = self._kept.pop(path, None)
        if kept is None:
            return
        self._bytes -= kept.entry.size
        for question in kept.answers:
            self._paths[question].discard(path)
            if not self._paths[question]:
                del self._paths[question]
