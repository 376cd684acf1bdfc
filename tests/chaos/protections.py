"""What keeps messages whole: each is taken away in turn, and must then be missed."""

from dataclasses import dataclass

from tests.chaos.ground import LARGE, SMALL
from tests.chaos.verdict import DISORDER, DOUBLED, ERRORS, LOST, STUCK

BOTH = (SMALL, LARGE)


@dataclass(frozen=True)
class Protection:
    """`shows` what must be seen without it, on each of `on`; `besides` may come along."""

    name: str
    without: str
    shows: str = ""
    besides: frozenset[str] = frozenset()
    # What its servers may complain of then.
    complains: tuple[str, ...] = ()
    deaf: bool = False
    on: tuple[str, ...] = BOTH

    def is_missed(self, found):
        return self.shows in found.kinds

    def unexplained(self, found):
        kinds = found.kinds - {self.shows, ERRORS} - self.besides
        faults = [fault for kind in kinds for fault in found.by_kind[kind]]
        complaints = [e for e in found.errors if not e.startswith(self.complains)]
        return faults + complaints


def and_(*kinds):
    return frozenset(kinds)


PROTECTIONS = (
    Protection("", "nothing taken away"),
    # What is refused for the one that never came waits behind it.
    Protection(
        "commit",
        "acknowledged first, committed a second later",
        shows=LOST,
        besides=and_(DISORDER, STUCK),
    ),
    Protection(
        "lookup",
        "an envelope that came before is not looked for, nor refused as a row",
        shows=DOUBLED,
        besides=and_(DISORDER),
    ),
    # A SQLite file has one writer at a time, whatever is asked of it. Where two end a
    # conversation under one number, the constraint on messages refuses one of them.
    Protection(
        "lock",
        "no lock on the conversation, no constraint on its numbers",
        shows=DISORDER,
        besides=and_(LOST, STUCK),
        complains=("django.db.utils.IntegrityError",),
        on=(LARGE,),
    ),
    Protection(
        "catch-up",
        "a line that opens gets only what is new from then on",
        shows=LOST,
        besides=and_(STUCK),
    ),
    Protection(
        "beats",
        "no bell rings, and beats do not look either",
        shows=STUCK,
        besides=and_(LOST),
        deaf=True,
    ),
    Protection("resend", "a page sends nothing a second time", shows=STUCK),
    Protection(
        "numbers",
        "a page applies events as they come",
        shows=DOUBLED,
        besides=and_(DISORDER),
    ),
)
BY_NAME = {protection.name: protection for protection in PROTECTIONS}
