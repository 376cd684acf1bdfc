"""What the portal may know of the chat; the roof fills it in, so neither imports the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext


@dataclass(frozen=True)
class DeskStatus:
    state: Literal["open", "busy", "closed"]
    words: str


def closed() -> DeskStatus:
    return DeskStatus("closed", gettext("De chat is nu dicht."))


_reporter: Callable[[], DeskStatus] = closed


def report_with(reporter: Callable[[], DeskStatus]) -> None:
    global _reporter
    _reporter = reporter


def status() -> DeskStatus:
    return _reporter()
