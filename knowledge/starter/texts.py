"""Reading our text files."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("nl", "en")


def read(language: str, name: str) -> Any:
    path = FOLDER / language / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))
