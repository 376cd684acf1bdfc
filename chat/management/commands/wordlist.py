"""Write the browser's word list from the one that Python reads."""

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand

from chat.e2ee.words_nl import WORDS

TARGET: Final = Path(settings.BASE_DIR) / "static/js/e2ee/words-nl.js"
TEXT_WIDTH: Final = 92


def as_module(words: Sequence[str]) -> str:
    lines = textwrap.wrap(" ".join(words), TEXT_WIDTH)
    rows = "".join(f'  "{line}",\n' for line in lines)
    frozen = 'Object.freeze(LINES.join(" ").split(" "))'
    return f"const LINES = [\n{rows}];\n\nexport const WORDS = {frozen};\n"


class Command(BaseCommand):
    help = "Schrijf static/js/e2ee/words-nl.js opnieuw uit chat/e2ee/words-nl.txt."

    def handle(self, *args: Any, **options: Any) -> None:
        TARGET.write_text(as_module(WORDS), encoding="ascii")
        self.stdout.write(f"{len(WORDS)} woorden")
