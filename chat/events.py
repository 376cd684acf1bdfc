"""Reading what was said: "after n?" and "how far is it?", for many at once."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models.functions import Length

from chat import rows
from chat.conversations import NotYours
from chat.e2ee.boxes import to_base64url
from chat.models import Event
from chat.models.conversation import Audience, Sender

# Daphne drops what is longer than its 32 KiB in silence, also on the way out.
PAGE_ROWS, PAGE_BYTES, ITEM_BYTES = 100, 30 * 1024, 40
# Who is this far behind at most is read with the others; a longer way is read alone.
CLOSE_BY = 4


NEAR = """
    SELECT conversation_id, n, kind, envelope FROM chat_event
    WHERE (conversation_id, n) IN (SELECT * FROM {rows})
"""
SEEN = """
    SELECT conversation.id, conversation.last_n, conversation.session_hash,
        CASE WHEN counsellor.is_active THEN counsellor.id END
    FROM chat_conversation conversation
    LEFT JOIN chat_ticket ticket ON ticket.conversation_id = conversation.id
    LEFT JOIN staff_user counsellor ON counsellor.id = ticket.counsellor_id
    WHERE conversation.id IN (SELECT * FROM {rows})
"""


class After(NamedTuple):
    """Who asks for the events of a conversation after number n."""

    conv: str
    sender: Sender
    n: int


class Page(NamedTuple):
    """Events as they go over the line (≤ 100, ≤ 30 KiB), and: is there more."""

    items: list[dict[str, Any]]
    more: bool


class Seen(NamedTuple):
    last_n: int
    audience: Audience


def after(conv: str, sender: Sender, n: int) -> Page:
    [answer] = after_many([After(conv, sender, n)])
    if isinstance(answer, NotYours):
        raise answer
    return answer


def after_many(questions: list[After]) -> list[Page | NotYours]:
    seen = _seen({question.conv for question in questions})
    near = {
        (asked.conv, n)
        for asked in questions
        if _is_near(asked, seen)
        for n in range(asked.n + 1, seen[asked.conv].last_n + 1)
    }
    found = _rows(near)
    return [_answer(asked, seen, found) for asked in questions]


def _is_near(asked: After, seen: dict[str, Seen]) -> bool:
    found = seen.get(asked.conv)
    return found is not None and found.last_n - asked.n <= CLOSE_BY


Row = tuple[int, str, Any]


def _answer(
    asked: After, seen: dict[str, Seen], known: dict[tuple[str, int], Row]
) -> Page | NotYours:
    found = seen.get(asked.conv)
    if found is None or not found.audience.has(asked.sender):
        return NotYours()
    if not _is_near(asked, seen):
        return _far(asked)
    numbers = range(asked.n + 1, found.last_n + 1)
    # A conversation that was wiped between both reads has none of them.
    near = [known[asked.conv, n] for n in numbers if (asked.conv, n) in known]
    return _page(near)


def _far(asked: After) -> Page:
    later = Event.objects.filter(conversation_id=asked.conv, n__gt=asked.n)
    # Their sizes first: of large ones only a few go on a page.
    sizes = list(later.order_by("n").values_list("n", Length("envelope"))[:PAGE_ROWS])
    last, size = 0, 0
    for n, envelope_bytes in sizes:
        size += (envelope_bytes or 0) * 4 // 3 + ITEM_BYTES
        if last and size > PAGE_BYTES:
            break
        last = n
    page = later.filter(n__lte=last).order_by("n")
    items, _ = _page(list(page.values_list("n", "kind", "envelope")))
    return Page(items, more=len(sizes) == PAGE_ROWS or len(items) < len(sizes))


def _page(found: list[Row]) -> Page:
    items: list[dict[str, Any]] = []
    size = 0
    for n, kind, envelope in found:
        item: dict[str, Any] = {"n": n, "kind": kind}
        if envelope is not None:
            item["env"] = to_base64url(bytes(envelope))
        size += len(item.get("env", "")) + ITEM_BYTES
        if items and size > PAGE_BYTES:
            return Page(items, more=True)
        items.append(item)
    return Page(items, more=len(found) == PAGE_ROWS)


def _rows(keys: set[tuple[str, int]]) -> dict[tuple[str, int], Row]:
    found = rows.ask(NEAR, list(keys), "conversation_id varchar", "n integer")
    return {(conv, n): (n, kind, envelope) for conv, n, kind, envelope in found}


def _seen(convs: set[str]) -> dict[str, Seen]:
    found = rows.ask(SEEN, [[conv] for conv in convs], "id varchar")
    return {
        conv: Seen(last_n, Audience(session_hash, counsellor))
        for conv, last_n, session_hash, counsellor in found
    }


class Heads(NamedTuple):
    """Who asks how far their conversations are."""

    convs: list[str]
    sender: Sender


def heads(convs: list[str], sender: Sender) -> list[list[Any]]:
    return heads_many([Heads(convs, sender)])[0]


def heads_many(questions: list[Heads]) -> list[list[list[Any]]]:
    """[[conv, last n], …] of those that the one who asks may see."""
    seen = _seen({conv for asked in questions for conv in asked.convs})
    return [
        [
            [conv, seen[conv].last_n]
            for conv in asked.convs
            if conv in seen and seen[conv].audience.has(asked.sender)
        ]
        for asked in questions
    ]
