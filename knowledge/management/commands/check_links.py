import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from knowledge.editing import asking, links
from knowledge.models import LinkCheck

AT_ONCE = 4
MOST_SECONDS = 1800


class Command(BaseCommand):
    help = "Asks every address of others on our pages whether it still answers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seconds",
            type=int,
            default=MOST_SECONDS,
            help="Begin no other address after this long; what is left waits a night.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        until = time.monotonic() + options["seconds"]

        def ask(address: str) -> asking.Answer | None:
            return asking.ask(address) if time.monotonic() < until else None

        addresses = self.in_turn()
        # Only asking happens beside each other: the rows are written here, in one.
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = dict(zip(addresses, pool.map(ask, addresses), strict=True))
        asked = {address: answer for address, answer in answers.items() if answer}
        for address, answer in asked.items():
            self.keep(address, answer)
        LinkCheck.objects.exclude(address__in=addresses).delete()
        bad = sum(answer.outcome != LinkCheck.Outcome.FINE for answer in asked.values())
        self.stdout.write(
            f"{len(asked)} of {len(addresses)} addresses asked, {bad} not fine."
        )

    @staticmethod
    def in_turn() -> list[str]:
        """What was never asked first, then what was asked longest ago."""
        known = dict(LinkCheck.objects.values_list("address", "checked_at"))
        longest = LinkCheck._meta.get_field("address").max_length or 0
        found = {a for a in links.outside(links.live_pages()) if len(a) <= longest}
        never = sorted(address for address in found if address not in known)
        return never + sorted(found & set(known), key=lambda one: known[one])

    @staticmethod
    def keep(address: str, answer: asking.Answer) -> None:
        LinkCheck.objects.update_or_create(
            address=address,
            defaults={
                "outcome": answer.outcome,
                "status": answer.status,
                "checked_at": timezone.now(),
            },
        )
