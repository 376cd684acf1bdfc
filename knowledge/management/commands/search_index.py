from typing import Any

from django.core.management.base import BaseCommand

from knowledge.models import SearchEntry
from knowledge.search import index


class Command(BaseCommand):
    help = "Reads every page again for search: after a change of how words are read."

    def handle(self, **options: Any) -> None:
        index.rebuild()
        self.stdout.write(f"{SearchEntry.objects.count()} pages can be found.")
