from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chat import team_keys
from platform_site.staff.models import User


class Command(BaseCommand):
    help = "Empties the vault of a counsellor who lost the seven words."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["forget"])
        parser.add_argument("login")
        parser.add_argument("--last", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(login=options["login"]).first()
        if user is None:
            raise CommandError("Nobody has this login name.")
        try:
            team_keys.forget_vault(user, last=options["last"])
        except team_keys.LastHolder:
            raise CommandError(
                "Nobody else holds the team's key: running conversations would be"
                " lost. Say --last if you know."
            ) from None
        self.stdout.write(
            "The vault is empty. At the next login a new one is made;"
            " then a colleague gives access."
        )
