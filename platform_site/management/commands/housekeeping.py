import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from platform_site import housekeeping


class Command(BaseCommand):
    help = "Keeps the house: expiry, wiping, return to the queue. One per installation."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def leave(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, leave)
        signal.signal(signal.SIGINT, leave)
        self.stdout.write("Housekeeping runs.")
        housekeeping.run_until(stop)
