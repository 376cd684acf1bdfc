"""The words of a page as they are read: one line for every paragraph, item and heading."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks

LINE = re.compile(r"</(?:p|li|h\d)>|<br/?>")


def words(page: Any) -> str:
    lines = [page.heading, page.lead]
    for name in ("body", "statements"):
        lines += [line for part in getattr(page, name, ()) for line in _lines(part)]
    return "\n".join(filter(None, lines))


def _lines(part: Any) -> Iterator[str]:
    block, value = part.block, part.value
    if isinstance(block, blocks.RichTextBlock):
        yield unescape(strip_tags(LINE.sub("\n", str(value.source))))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield str(value or "")
    elif isinstance(block, blocks.StructBlock):
        for below in value.bound_blocks.values():
            yield from _lines(below)
    elif isinstance(block, blocks.ListBlock):
        for below in value.bound_blocks:
            yield from _lines(below)
