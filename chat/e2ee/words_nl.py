"""The Dutch words of return codes and passphrases; their order is part of the format."""

from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("words-nl.txt")
WORDS: Final[tuple[str, ...]] = tuple(SOURCE.read_text(encoding="ascii").split())
