"""What must happen without anybody asking: a round every few seconds."""

import logging
import threading

from django.db import close_old_connections

from chat import housekeeping as chat_housekeeping
from knowledge import housekeeping as knowledge_housekeeping, refresh
from platform_site.staff import housekeeping as staff_housekeeping

SECONDS_BETWEEN_ROUNDS = 5
ROUNDS = (
    chat_housekeeping.run_due,
    staff_housekeeping.run_due,
    knowledge_housekeeping.run_due,
    refresh.run_due,
)

log = logging.getLogger(__name__)


def run_round() -> None:
    for run_due in ROUNDS:
        close_old_connections()
        # Whatever is lost, a database or a bug's worth, must not end the rounds.
        try:
            run_due()
        except Exception:
            log.exception("A round failed; the next one tries again.")
    close_old_connections()


def run_until(stop: threading.Event) -> None:
    while not stop.is_set():
        run_round()
        stop.wait(SECONDS_BETWEEN_ROUNDS)


def start_thread() -> threading.Event:
    stop = threading.Event()
    threading.Thread(
        target=run_until, args=(stop,), name="housekeeping", daemon=True
    ).start()
    return stop
