"""What was lost, doubled, out of order or stuck, from what the pages showed."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

VISITOR, TEAM = 1, 2
LOST, DOUBLED, DISORDER, STUCK = "lost", "doubled", "disorder", "stuck"
# What a server complains of, of itself.
ERRORS = "errors"
EVENTS = "SELECT conversation_id, n, kind, role, stream, ctr FROM chat_event"
CONVERSATIONS = (
    "SELECT c.id, c.state, c.last_n, u.login FROM chat_conversation c"
    " LEFT JOIN chat_ticket t ON t.conversation_id = c.id"
    " LEFT JOIN staff_user u ON u.id = t.counsellor_id"
)
ALERTS = {"replay": "doubled", "rejected": "lost"}


class Kept:
    """What the database holds, asked without the product."""

    def __init__(self, rows):
        self.conversations = {
            c: {"state": state, "n": n, "counsellor": login}
            for c, state, n, login in rows(CONVERSATIONS)
        }
        self.events = defaultdict(list)
        for c, *event in sorted(rows(EVENTS), key=lambda row: row[:2]):
            self.events[c].append(tuple(event))

    def messages(self):
        for c, events in self.events.items():
            for n, kind, *place in events:
                if kind == "message":
                    yield (c, *place), n


@dataclass
class Verdict:
    sent: int = 0
    acknowledged: int = 0
    lost: list = field(default_factory=list)
    doubled: list = field(default_factory=list)
    disordered: list = field(default_factory=list)
    stuck: list = field(default_factory=list)
    errors: list = field(default_factory=list)

    @property
    def by_kind(self):
        return {
            LOST: self.lost,
            DOUBLED: self.doubled,
            DISORDER: self.disordered,
            STUCK: self.stuck,
            ERRORS: self.errors,
        }

    @property
    def kinds(self):
        return {kind for kind, faults in self.by_kind.items() if faults}

    @property
    def faults(self):
        return [fault for faults in self.by_kind.values() for fault in faults]

    def __str__(self):
        numbers = [self.sent, self.acknowledged, *map(len, self.by_kind.values())]
        return "".join(f"{number:>9}" for number in numbers)


HEADINGS = ("sent", "acked", LOST, DOUBLED, DISORDER, STUCK, ERRORS)


class Sheet:
    """What one page showed of one conversation since it opened it."""

    def __init__(self, page, c):
        self.page, self.c = page, c
        self.shown = []

    @property
    def numbers(self):
        return [n for n, _ in self.shown]

    @property
    def texts(self):
        return [text for _, text in self.shown]

    def __str__(self):
        who, number = self.page
        return f"{who}.{number} in {self.c[:6]}"


def sheets_of(history):
    """Every sheet there was; a page that opens a conversation anew begins a new one."""
    sheets, current = [], {}
    for told in history:
        key = ((told["who"], told["page"]), told.get("c"))
        if told["did"] == "opened":
            current[key] = Sheet(*key)
            sheets.append(current[key])
        elif told["did"] == "shown":
            current[key].shown.append((told["n"], told["text"]))
    return sheets, current


def count(history, pages, kept, stuck):
    sheets, current = sheets_of(history)
    found = Verdict(
        sent=sum(told["did"] == "said" for told in history),
        acknowledged=len(_acknowledged(history)),
        stuck=stuck,
    )
    _check_acknowledged(found, history, kept)
    _check_rows(found, kept)
    for sheet in sheets:
        _check_sheet(found, sheet)
    _check_alerts(found, history)
    _check_delivered(found, history, _last_sheets(pages, current, kept))
    return found


def _acknowledged(history):
    """What people said and saw marked as sent; greetings are not theirs."""
    sent = {(told["c"], told["text"]) for told in history if told["did"] == "sent"}
    return {(c, text) for c, text in sent if ":" in text}


def _check_acknowledged(found, history, kept):
    stored = dict(kept.messages())
    for told in history:
        if told["did"] != "acked":
            continue
        role = VISITOR if told["who"].startswith("v") else TEAM
        n = stored.get((told["c"], role, told["stream"], told["ctr"]))
        if n is None:
            found.lost.append(f"{told['who']}: acknowledged {told['n']}, not stored")
        elif n != told["n"]:
            found.disordered.append(f"{told['who']}: told {told['n']}, stored as {n}")


def _check_rows(found, kept):
    places = Counter(place for place, _ in kept.messages())
    found.doubled += [
        f"stored twice: {place}" for place in places - Counter(set(places))
    ]
    for c, events in kept.events.items():
        numbers = [n for n, *_ in events]
        if numbers != list(range(1, len(numbers) + 1)):
            found.disordered.append(f"stored in {c[:6]}: {numbers}")


def _check_sheet(found, sheet):
    if sheet.numbers != list(range(1, len(sheet.numbers) + 1)):
        found.disordered.append(f"{sheet} showed {sheet.numbers}")
    said = [text for text in sheet.texts if ":" in text]
    twice = Counter(said) - Counter(set(said))
    found.doubled += [f"{sheet} showed {text} again" for text in twice.elements()]
    for author in {text.partition(":")[0] for text in said}:
        turns = [int(t.partition(":")[2]) for t in said if t.startswith(f"{author}:")]
        if turns != sorted(turns):
            found.disordered.append(f"{sheet} showed {author} as {turns}")


def _check_alerts(found, history):
    for told in history:
        for alert in told.get("alerts", ()):
            of = getattr(found, ALERTS.get(alert, "disordered"))
            of.append(f"{told['who']}: {alert} at {told['n']} in {told['c'][:6]}")


def _last_sheets(pages, current, kept):
    """Of pages that live and may see the conversation to its end."""
    return [
        current[key]
        for page in pages
        for talk in page["talks"]
        if talk["over"] != "not_yours"
        and (key := ((page["who"], page["page"]), talk["c"])) in current
        and talk["c"] in kept.conversations
    ]


def _check_delivered(found, history, sheets):
    sent = defaultdict(set)
    for told in history:
        if told["did"] == "sent":
            sent[told["c"]].add(told["text"])
    for sheet in sheets:
        missing = sent[sheet.c] - set(sheet.texts)
        found.lost += [f"{sheet} never showed {text}" for text in sorted(missing)]


def stuck(pages, kept):
    """What has not arrived (yet): a line, a message, an event, a visitor in the queue."""
    holding = {(page["who"], talk["c"]) for page in pages for talk in page["talks"]}
    found = []
    for page in pages:
        found += [f"{page['who']}: {why}" for why in _stuck_page(page, kept)]
        if page["who"].startswith("v"):
            found += [
                f"{page['who']}: {why}"
                for talk in page["talks"]
                for why in _unheard(talk["c"], kept, holding)
            ]
    return found


def _stuck_page(page, kept):
    if page["gone"] == "ended":
        return
    if page["gone"] or not page["opened"] or page["line"] != "open":
        yield f"line {page['line']}, gone {page['gone']}, opened {page['opened']}"
    for talk in page["talks"]:
        there = kept.conversations.get(talk["c"])
        if talk["over"] == "not_yours" or there is None:
            continue
        if talk["n"] != there["n"]:
            yield f"at {talk['n']} of {there['n']}"
        if talk["unsent"]:
            yield f"{talk['unsent']} unsent"


def _unheard(c, kept, holding):
    there = kept.conversations.get(c)
    if there is None:
        yield "its conversation is gone"
    elif there["state"] == "waiting":
        yield "still waits"
    elif (there["counsellor"], c) not in holding:
        yield f"{there['counsellor']} does not show it"
