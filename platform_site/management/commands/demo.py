from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from platform_site import demo


class Command(BaseCommand):
    help = "Fills an empty installation with the demo and prints its accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo exists in demo mode only (DEMO=1).")
        drawn = demo.plant()
        self.stdout.write("Demo accounts (login / password / passphrase of the vault):")
        for account in demo.ACCOUNTS:
            found = drawn[account.login]
            words = (account.login, found["password"], found["passphrase"])
            line = " / ".join(word for word in words if word)
            self.stdout.write(f"  {account.role.value:16} {line}")
