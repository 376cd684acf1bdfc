"""The product, and with something switched off to see what it is worth."""

from tests.bench.installations import LARGE, SMALL

NOW = "Zijstap"
# Name, stores, settings.
VARIANTS = [
    (NOW, SMALL, {}),
    (NOW, LARGE, {}),
    (f"{NOW}, every question asked alone", LARGE, {"TOGETHER": "0"}),
]
