from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from platform_site import catalogue


class Command(BaseCommand):
    help = "Collects, checks or compiles the translations, without gettext's programs."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        chosen = parser.add_mutually_exclusive_group(required=True)
        for name, help_text in (
            ("--update", "Write every msgid of the code into the catalogue."),
            ("--check", "Fail when a translation is missing, unsure or misfilled."),
            ("--compile", "Write the binary catalogue Django reads."),
        ):
            chosen.add_argument(name, action="store_true", help=help_text)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            catalogue.compile_catalogue()
            return
        current = catalogue.update()
        faults = catalogue.faults(current)
        if options["update"]:
            catalogue.write(current)
            self.stdout.write(f"{len(current)} messages, {len(faults)} to do.")
        elif faults:
            raise CommandError("\n".join(faults))
