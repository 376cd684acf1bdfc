import argparse
import gc
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from platform_site import housekeeping

# Nearly everything of ours is freed when its last reference goes; looking through all
# that was imported, over and over, cost more than handing out messages.
NEW_OBJECTS, YOUNG_ROUNDS, OLD_ROUNDS = 20_000, 10, 20


def rarely_look_for_garbage() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG_ROUNDS, OLD_ROUNDS)


class Command(BaseCommand):
    help = "Serves both origins. The only way to start the product."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--housekeeping",
            action=argparse.BooleanOptionalAction,
            default=settings.DEMO,
            help="Run housekeeping in this process too (default in demo mode).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from platform_site import server
        from platform_site.asgi import application, lifespan, page_cache

        serving = server.build(
            application,
            leave=lifespan.leave,
            at_hand=page_cache.at_hand,
            ready=self.announce,
        )
        rounds = housekeeping.start_thread() if options["housekeeping"] else None
        rarely_look_for_garbage()
        serving.run()
        if rounds:
            rounds.set()
        if serving.refusal:
            raise SystemExit(f"Cannot listen: {serving.refusal}")
        if not serving.in_order:
            raise SystemExit(1)

    def announce(self) -> None:
        self.stdout.write(f"Portal          {settings.SITE_ORIGIN}/")
        self.stdout.write(f"Chat, console   {settings.CHAT_ORIGIN}/")
        self.stdout.flush()
