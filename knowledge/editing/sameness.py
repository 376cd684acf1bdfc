"""Whether a text was really changed, or only passed through the editor.

The editor gives every paragraph a key and writes marks its own way, so a text that
was only looked at comes back different.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from wagtail.blocks import StreamValue

KEY = "data-block-key"


def same(one: Any, other: Any) -> bool:
    return bool(_bare(one) == _bare(other))


def _bare(value: Any) -> Any:
    if isinstance(value, StreamValue):
        return _bare(value.get_prep_value())
    if isinstance(value, Mapping):
        return {key: _bare(part) for key, part in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [_bare(part) for part in value]
    if isinstance(value, str) and "<" in value:
        return list(_marks(BeautifulSoup(value, "html.parser")))
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else value


def _marks(soup: Any) -> Any:
    for part in soup.descendants:
        if isinstance(part, Tag):
            yield part.name, {key: v for key, v in part.attrs.items() if key != KEY}
        elif words := " ".join(part.split()):
            yield words
