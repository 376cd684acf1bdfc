"""Is anybody there? What a visitor may know of it, and whether a chat can begin."""

from collections import Counter
from typing import Literal, TypedDict

from django.conf import settings
from django.utils.translation import gettext as _, ngettext

from chat.models import Lease, StaffKey, Team, TeamKey, Ticket
from chat.models.shift import not_gone

TEAM = "chat"
State = Literal["open", "busy", "closed"]
OPEN: State = "open"
BUSY: State = "busy"
CLOSED: State = "closed"


class Status(TypedDict):
    state: State
    ahead: int


def team() -> Team:
    return Team.objects.get_or_create(slug=TEAM, defaults={"name": "Chat"})[0]


def team_key() -> TeamKey | None:
    """The key to seal a new conversation to; None while no chat can be opened.

    Outside demo mode the desk stays closed as long as browsers cannot check who
    made this key: without that, the server could put its own key here.
    """
    if not settings.DEMO:
        return None
    keys = TeamKey.objects.filter(grants__isnull=False).distinct()
    return keys.select_related("team").newest(team())


def status() -> Status:
    """Never more than this: no names, no numbers of staff."""
    waiting = Ticket.objects.waiting().filter(not_gone()).count()
    return {"state": _state(), "ahead": waiting}


def _state() -> State:
    ready = StaffKey.objects.filter(unlocked_at__isnull=False)
    there = set(
        Lease.objects.live()
        .filter(user__in=ready.values("user"), user__is_active=True)
        .values_list("user_id", flat=True)
    )
    if not there or team_key() is None:
        return CLOSED
    running = Ticket.objects.running().filter(counsellor__in=there)
    load = Counter(running.values_list("counsellor_id", flat=True))
    if all(load[user_id] >= settings.CONVERSATIONS_AT_ONCE for user_id in there):
        return BUSY
    return OPEN


def public_status() -> tuple[State, str]:
    """What the portal may show beside its button: a state, and words for it."""
    found = status()
    return found["state"], _words(found)


def _words(found: Status) -> str:
    if found["state"] == OPEN:
        return _("De chat is open.")
    if found["state"] == CLOSED:
        return _("Er is nu geen hulpverlener.")
    if not found["ahead"]:
        return _("Het is druk. Je bent als eerste aan de beurt.")
    return ngettext(
        "Het is druk. Vóór jou wacht nog %(ahead)s persoon.",
        "Het is druk. Vóór jou wachten nog %(ahead)s mensen.",
        found["ahead"],
    ) % {"ahead": found["ahead"]}
