"""What a page says, and how much each part of it tells what the page is about."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from django.utils.html import strip_tags
from wagtail.fields import RichTextField, StreamField

from knowledge.models import (
    ArticlePage,
    ChecklistPage,
    DoorPage,
    HomePage,
    PlainPage,
    PortalPage,
    QuestionsPage,
    StoryPage,
    TopicPage,
)
from knowledge.search import stems, words

HEADING, SUMMARY, SECTION, BODY = 8.0, 4.0, 3.0, 1.0
# An article answers; a list, a story or a way to other pages answers less.
WORTH: dict[type[PortalPage], float] = {
    ArticlePage: 1.0,
    QuestionsPage: 0.8,
    ChecklistPage: 0.8,
    StoryPage: 0.7,
    DoorPage: 0.6,
    TopicPage: 0.6,
    PlainPage: 0.8,
}


def is_found(page: object) -> bool:
    """The home page says a little of everything, and every page leads to it."""
    return isinstance(page, PortalPage) and not isinstance(page, HomePage)


def parts(page: PortalPage) -> Iterator[tuple[float, str]]:
    yield HEADING, f"{page.title} {page.heading}"
    yield SUMMARY, f"{page.lead} {page.summary}"
    for field in page._meta.concrete_fields:
        value = getattr(page, field.name)
        if isinstance(field, StreamField):
            said = value.stream_block.get_searchable_content(value)
            yield BODY, strip_tags(" ".join(map(str, said)))
            for block in value.blocks_by_name("heading"):
                yield SECTION, str(block.value)
        elif isinstance(field, RichTextField):
            yield BODY, strip_tags(str(value))


@dataclass(frozen=True)
class Read:
    """A page as the index keeps it: its words, and what each key of them weighs."""

    words: str
    weights: dict[str, float]


def read(page: PortalPage, language: str) -> Read:
    """A word that is repeated tells more, but ever less."""
    seen: set[str] = set()
    weights: dict[str, float] = defaultdict(float)
    for weight, text in parts(page):
        keys: Counter[str] = Counter()
        for word, times in Counter(words.all_in(text)).items():
            seen.add(word)
            keys.update(dict.fromkeys(stems.own_keys(language, word), times))
        for key, times in keys.items():
            weights[key] += weight * (1 + log(times)) * WORTH.get(type(page), 1.0)
    return Read(" ".join(sorted(seen)), dict(weights))
