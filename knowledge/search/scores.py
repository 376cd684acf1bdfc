"""Which pages answer best; counted here, so that both databases give one order."""

from collections import defaultdict
from collections.abc import Iterable
from math import log

from knowledge.models import Posting
from knowledge.search import stems
from knowledge.search.wishes import Way, Wish

# Weight of a word on a page at which it counts for half.
HALF = 6.0
# Only to order words by how rare they are; how many pages there are hardly matters.
MANY_PAGES = 100
# What scores less than this share of the best has the word only in passing.
WORTH_SHOWING = 0.2
Weights = dict[str, dict[int, float]]
Scores = dict[int, float]


class Finder:
    """Asks the database once for all keys of these wishes."""

    def __init__(self, language: str, wanted: Iterable[Wish]) -> None:
        self.wanted = list(wanted)
        ways = [way for wish in self.wanted for way in wish.ways]
        said = {word for way in ways for word in way.words}
        self.keys = {word: stems.keys(language, word) for word in said}
        keys = frozenset().union(*self.keys.values())
        self.weights: Weights = defaultdict(dict)
        rows = Posting.objects.filter(language=language, key__in=keys)
        for key, page, weight in rows.values_list("key", "entry_id", "weight"):
            self.weights[key][page] = weight
        self.found = [self._wish(wish) for wish in self.wanted]

    def without_result(self) -> list[Wish]:
        pairs = zip(self.wanted, self.found, strict=True)
        return [wish for wish, pages in pairs if not pages]

    def best(self, most: int) -> list[int]:
        """Pages, the best first: those that have more of what was asked come first."""
        rarity = [log(1 + MANY_PAGES / len(pages)) for pages in self.found if pages]
        total: Scores = defaultdict(float)
        covered: Scores = defaultdict(float)
        for rare, pages in zip(rarity, filter(None, self.found), strict=True):
            for page, weight in pages.items():
                total[page] += rare * weight / (weight + HALF)
                covered[page] += rare
        asked = sum(rarity)
        scores = {page: total[page] * (covered[page] / asked) ** 2 for page in total}
        ranked = sorted(scores, key=lambda page: (-scores[page], page))
        enough = scores[ranked[0]] * WORTH_SHOWING if ranked else 0
        return [page for page in ranked if scores[page] >= enough][:most]

    def _wish(self, wish: Wish) -> Scores:
        best: Scores = {}
        for way in wish.ways:
            for page, weight in self._way(way).items():
                best[page] = max(best.get(page, 0), weight * way.worth)
        return best

    def _way(self, way: Way) -> Scores:
        of_words = [self._word(word) for word in way.words]
        everywhere = set.intersection(*map(set, of_words))
        return {page: min(pages[page] for pages in of_words) for page in everywhere}

    def _word(self, word: str) -> Scores:
        best: Scores = {}
        for key in self.keys[word]:
            for page, weight in self.weights.get(key, {}).items():
                best[page] = max(best.get(page, 0), weight)
        return best
