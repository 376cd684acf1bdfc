"""The product's own times, made short: what takes minutes there takes seconds here."""

from datetime import timedelta

from chat import endings, housekeeping as chat_rounds, presence
from chat.realtime import others, polled, restart, socket
from platform_site import housekeeping

TIMES = {
    (socket, "BEAT_S"): 2,
    (socket, "BEAT_WHEN_DEAF_S"): 1,
    (socket, "REWIND_AGAIN_S"): 1,
    (others, "PING_S"): 1,
    (others, "SILENT_S"): 3,
    (polled, "WAIT_WHEN_DEAF_S"): 1,
    (restart, "SPREAD_MS"): 1000,
    (housekeeping, "SECONDS_BETWEEN_ROUNDS"): 1,
    (presence, "LEASE_LIVES"): timedelta(seconds=5),
    (presence, "VISITOR_LIVES"): timedelta(seconds=5),
    (chat_rounds, "GIVE_BACK_AFTER"): timedelta(seconds=4),
    # The other way: nothing is wiped before it was counted.
    (endings, "WIPE_AFTER"): timedelta(hours=1),
}


def shorten():
    for (module, name), value in TIMES.items():
        if not hasattr(module, name):
            raise SystemExit(f"{module.__name__} has no {name} any more.")
        setattr(module, name, value)
