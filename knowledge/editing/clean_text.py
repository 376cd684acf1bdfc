"""What may stand in a running text, whichever way it came into a page.

The editor lets nothing else through; a translation is typed past it, line by line, and
its links are stored as they are sent.
"""

import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers read an address without these, wherever they stand in it.
UNREAD = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]")
OF_A_LINK = frozenset({"http", "https", "mailto", "tel"})
OF_THE_WEB = frozenset({"http", "https"})
# Nearly every text is made of these alone, and need not be taken apart.
PLAIN_MARKS = re.compile(
    r"</?(?:p|b|ul|ol|li)>|</a>|<br/?>|<(?:p|li) data-block-key=\"\w+\">"
    r"|<a(?: href=\"https?://[^\"<>\s]*\"| linktype=\"\w+\"| id=\"\d+\")+>"
)


def leads_well(address: str, schemes: frozenset[str] = OF_A_LINK) -> bool:
    """Without a scheme it leads to a place on our own site."""
    scheme = SCHEME.match(UNREAD.sub("", address))
    return scheme is None or scheme[1].lower() in schemes


def _link(address: str) -> str | None:
    return address if leads_well(address) else None


class HouseMarks(Whitelister):
    _keyed = staticmethod(attribute_rule({"data-block-key": True}))
    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": _link, "linktype": True, "id": True}),
        **dict.fromkeys(("b", "strong", "i", "em", "br"), allow_without_attributes),
        **dict.fromkeys(("p", "ul", "ol", "li"), _keyed),
    }


def cleaned(text: str) -> str:
    if "<" not in PLAIN_MARKS.sub("", text):
        return text
    return str(HouseMarks().clean(text))


def clean(page: Page) -> None:
    """Changes the page in memory; whoever asked for this saves it."""
    for field in page._meta.concrete_fields:
        value = field.value_from_object(page)
        if isinstance(field, RichTextField):
            setattr(page, field.name, cleaned(value))
        elif isinstance(field, StreamField):
            given = value.get_prep_value()
            kept = [_part(value.stream_block, row) for row in given]
            if kept != given:
                setattr(page, field.name, json.dumps(kept, cls=DjangoJSONEncoder))


def _part(block: Any, row: Any) -> Any:
    """One of a stream or a list; a list that was never opened holds bare values."""
    if isinstance(block, blocks.ListBlock):
        below = block.child_block
        if not (isinstance(row, dict) and "value" in row and "type" in row):
            return _value(below, row)
    else:
        below = block.child_blocks[row["type"]]
    return row | {"value": _value(below, row["value"])}


def _value(block: Any, value: Any) -> Any:
    if isinstance(block, blocks.RichTextBlock):
        return cleaned(value or "")
    if isinstance(block, blocks.URLBlock):
        return value if leads_well(value or "", OF_THE_WEB) else ""
    if isinstance(block, blocks.ListBlock):
        return [_part(block, row) for row in value]
    if isinstance(block, blocks.StructBlock):
        return {
            name: _value(block.child_blocks[name], part) for name, part in value.items()
        }
    return value
