"""docs/performance.md: written by the run, never by hand."""

import os
import platform
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench import budgets, figures, tables
from tests.e2e.server import ROOT

PAGE = ROOT / "docs" / "performance.md"
SECTIONS = {
    "relay": (
        "One message to both sides",
        "300 conversations, each with a counsellor and a socket per side of its own,"
        " and one message of 300 bytes in flight; visitor and counsellor take turns,"
        " so that at 6,000 messages/s each sends 10 of the 20 frames a second that a"
        " session may send. A row in which anybody was refused, turned away or"
        " stuck is not valid, and says so. The next is sent when both sides"
        " have the last one and it is acknowledged. Ours is an envelope of 608 bytes,"
        " as the encryption pads it. CPU is that of the whole server process; that of"
        " PostgreSQL and Redis together stands in the last column. The floor"
        " stores nothing, and answers one side instead of two.",
    ),
    "crowd": (
        "2,000 open conversations",
        "Redis + PostgreSQL, one process. Every page answers its beats. First every"
        " conversation says something each 10 s, then every socket does.",
    ),
    "claims": (
        "Everybody claims at once",
        "50 counsellors, each with one claim under way until they have ten, take one"
        " of the 25 who wait longest.",
    ),
    "waiting": (
        "1,000 visitors wait",
        "All with their page open. CPU is what comes on top of their beats.",
    ),
    "abuse": (
        "What others notice of abuse",
        "100 conversations say something each 2 s while it goes on. Everybody has an"
        " account of their own, attackers too. Closed with 4429: sent too much, of"
        " whatever kind; with 4400: no frame of ours. Who does not read for 30 s is cut"
        " off. Of connections that ask half a question, 4,000 at most may wait.",
    ),
    "processes": (
        "More processes",
        "The first measurement again, behind a proxy that gives connections to the"
        " processes in turn, so that most conversations have their two sides in"
        " different ones. Where everything shares few cores, more processes only"
        " get less of them each; the rows with a share give every process so much of"
        " a core and no more, as a machine of its own would, and show what one more"
        " is worth.",
    ),
    "pages": (
        "A page for a reader",
        "Requests per second of CPU of the server, one after the other on a connection"
        " that stays open, compressed. Made anew: the same address with a query, which"
        " goes past the copies. The static file is a style sheet from the same server.",
    ),
    "marks": (
        "The real site on a slow phone",
        "The locked Lighthouse's own phone and network, which it computes. Weight is"
        " what is sent, compressed, with headers, without font and pictures.",
    ),
}


class Machine:
    """How much of it others used meanwhile: then times in ms say less."""

    def __init__(self):
        self.busy, self.begun = busy_s(), time.monotonic()
        self.own = self._own()

    @staticmethod
    def _own():
        return figures.cpu_of_family_s(os.getpid())

    def words(self):
        took = time.monotonic() - self.begun
        others = busy_s() - self.busy - (self._own() - self.own)
        cores = os.cpu_count()
        return (
            f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {took / 60:.0f} minutes,"
            f" {cores} cores for server, stores and load together; other programs used"
            f" {max(0, others) / took:.1f} of them meanwhile."
            f" Python {platform.python_version()}, Channels {version('channels')},"
            f" Daphne {version('daphne')}, channels_redis {version('channels-redis')}."
        )


def busy_s():
    """Of all cores, since the machine started; waiting for disks is not busy."""
    user, nice, system, *_ = map(
        int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    )
    return (user + nice + system) / figures.TICKS_PER_S


def text(results, machine):
    parts = [
        "# Performance",
        "Written by `make bench`; ratios come first because they were measured in one"
        " run and hold on other machines, milliseconds do not.",
        machine,
        budgets.budgets(results),
        "Where one does not hold, decision"
        " [0011](decisions/0011-samen-vragen.md) says why for the real time, and"
        " [0013](decisions/0013-page-cache.md) for pages.",
    ]
    for name, found in results.items():
        title, words = SECTIONS[name]
        parts += [f"## {title}", words, getattr(tables, name)(found)]
    return "\n\n".join(parts) + "\n"
