"""The product, and with something switched off to see what it is worth."""

from tests.bench.installations import LARGE, SMALL

NOW = "Zijstap"
# Name, stores, settings.
VARIANTS = [
    (NOW, SMALL, {}),
    (NOW, LARGE, {}),
    # What the hub shares between conversations (decision 0004).
    (f"{NOW}, each conversation a group of its own", LARGE, {"BELL_GROUPS": "0"}),
    (f"{NOW}, every question asked alone", LARGE, {"TOGETHER": "0"}),
]
