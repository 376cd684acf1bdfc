from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from knowledge.editing import asking, links
from knowledge.models import LinkCheck

AT_ONCE = 4


class Command(BaseCommand):
    help = "Asks every address of others on our pages whether it still answers."

    def handle(self, *args: Any, **options: Any) -> None:
        addresses = sorted(links.outside(links.live_pages()))
        # Only asking happens beside each other: the rows are written here, in one.
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(asking.ask, addresses))
        for address, answer in zip(addresses, answers, strict=True):
            LinkCheck.objects.update_or_create(
                address=address,
                defaults={
                    "outcome": answer.outcome,
                    "status": answer.status,
                    "checked_at": timezone.now(),
                },
            )
        LinkCheck.objects.exclude(address__in=addresses).delete()
        bad = sum(answer.outcome != LinkCheck.Outcome.FINE for answer in answers)
        self.stdout.write(f"{len(addresses)} addresses asked, {bad} not fine.")
