"""Blocks as our text files write them, turned into what a StreamField stores."""

from typing import Any

from knowledge.starter.rich import PageIds, in_line, rich

Raw = dict[str, Any]
# Of each kind of block, what holds marks; the rest is plain text.
RICH = {
    "callout": "text",
    "question": "answer",
}
# What may be left out of a text file; a translation needs it to be there, if empty.
OPTIONAL = {
    "steps": ("heading",),
    "organisation": ("phone", "hours", "url"),
    "chat": ("text",),
    "fact": ("url",),
}


def body(blocks: list[Raw], ids: PageIds) -> list[Raw]:
    return [_block(kind, value, ids) for raw in blocks for kind, value in raw.items()]


def rows(kind: str, values: list[Any]) -> list[Raw]:
    return [{"type": kind, "value": value} for value in values]


def _block(kind: str, value: Any, ids: PageIds) -> Raw:
    if kind in OPTIONAL:
        value = dict.fromkeys(OPTIONAL[kind], "") | value
    if kind == "text":
        value = rich(value, ids)
    elif kind in RICH:
        value = value | {RICH[kind]: rich(value[RICH[kind]], ids)}
    elif kind in {"steps", "signals"}:
        value = value | {"items": [in_line(item, ids) for item in value["items"]]}
    elif kind == "related":
        value = [ids[key] for key in value]
    elif kind == "fact":
        value = value | {"date": str(value["date"])}
    return {"type": kind, "value": value}
