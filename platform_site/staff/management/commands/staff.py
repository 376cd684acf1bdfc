from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from platform_site.staff import accounts
from platform_site.staff.models import User
from platform_site.staff.roles import Role


class Command(BaseCommand):
    help = "Makes, renews and disables staff accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        create = acts.add_parser("create", help="A new account and its enrolment link.")
        create.add_argument("login")
        create.add_argument("--name", required=True, help="What visitors see.")
        create.add_argument(
            "--role",
            action="append",
            required=True,
            choices=[role.value for role in Role],
        )
        link = acts.add_parser(
            "link", help="A new link; ends password, factors and sessions."
        )
        link.add_argument("login")
        disable = acts.add_parser("disable", help="Ends the account and its sessions.")
        disable.add_argument("login")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, options["act"])(**options)

    def create(self, login: str, name: str, role: list[str], **options: Any) -> None:
        try:
            user = accounts.create(login, name, [Role(one) for one in role])
        except IntegrityError:
            raise CommandError(f"There is an account {login} already.") from None
        self.show_link(user)

    def link(self, login: str, **options: Any) -> None:
        user = self.find(login)
        accounts.renew(user)
        self.show_link(user)

    def disable(self, login: str, **options: Any) -> None:
        accounts.disable(self.find(login))
        self.stdout.write(f"{login} can no longer log in.")

    def find(self, login: str) -> User:
        try:
            return User.objects.get(login=login)
        except User.DoesNotExist:
            raise CommandError(f"There is no account {login}.") from None

    def show_link(self, user: User) -> None:
        self.stdout.write("Hand this link over in person. It works once, for 72 hours:")
        self.stdout.write(accounts.enrolment_link(user))
