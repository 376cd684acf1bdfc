"""How long a page takes to read, and what stands in it."""

from hashlib import sha256
from typing import Any, Protocol, TypedDict

from django.utils.html import strip_tags

# Slower than the usual 240: many readers here find reading hard.
WORDS_A_MINUTE = 180


class Read(Protocol):
    """A page that is read from top to bottom."""

    heading: Any
    lead: Any
    body: Any


class Entry(TypedDict):
    anchor: str
    title: str


def words(page: Read) -> str:
    """All that is read on the page, without markup."""
    shown = page.body.stream_block.get_searchable_content(page.body)
    return " ".join([page.heading, page.lead, *map(strip_tags, map(str, shown))])


def minutes(page: Read) -> int:
    return max(1, round(len(words(page).split()) / WORDS_A_MINUTE))


def anchor(title: str) -> str:
    """Says nothing on purpose: it ends up in the address, and so in the history."""
    return f"deel-{sha256(title.encode()).hexdigest()[:6]}"


def contents(page: Read) -> list[Entry]:
    """Its headings, and its steps: what to do is what many come for."""
    titles = filter(None, map(_title, page.body))
    return [Entry(anchor=anchor(title), title=title) for title in titles]


def _title(block: Any) -> str:
    if block.block_type == "heading":
        return str(block.value)
    return str(block.value["heading"]) if block.block_type == "steps" else ""
