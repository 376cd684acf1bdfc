from typing import Any

from django.core.management.base import BaseCommand

from knowledge import starter


class Command(BaseCommand):
    help = "Plants the starter set of pages in both languages; never changes a page."

    def handle(self, *args: Any, **options: Any) -> None:
        home = starter.plant()
        self.stdout.write(f"The pages stand under {home.get_full_url()}")
