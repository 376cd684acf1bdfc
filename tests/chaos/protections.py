"""What keeps messages whole: each is taken away in turn, and must then be missed."""

from dataclasses import dataclass

from tests.chaos.ground import LARGE


@dataclass(frozen=True)
class Protection:
    name: str
    without: str
    deaf: bool = False
    on: str = LARGE


PROTECTIONS = (
    Protection("", "nothing taken away"),
    Protection("commit", "acknowledged first, committed a second later"),
    Protection(
        "lookup", "an envelope that came before is not looked for, nor refused as a row"
    ),
    Protection("lock", "no lock on the conversation, no constraint on its numbers"),
    Protection("catch-up", "a line that opens gets only what is new from then on"),
    Protection("beats", "no bell rings, and beats do not look either", deaf=True),
    Protection("resend", "a page sends nothing a second time"),
    Protection("numbers", "a page applies events as they come"),
)
BY_NAME = {protection.name: protection for protection in PROTECTIONS}
