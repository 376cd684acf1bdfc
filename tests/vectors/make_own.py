"""Writes own.json; the same bytes in every run."""

import json
from itertools import chain
from pathlib import Path

from tests.vectors import (
    own_files,
    own_log,
    own_notes,
    own_payloads,
    own_texts,
    own_words,
)

TOPICS = own_files, own_log, own_notes, own_payloads, own_texts, own_words
TARGET = Path(__file__).with_name("own.json")


def document():
    made = list(chain.from_iterable(topic.vectors() for topic in TOPICS))
    assert len({vector["id"] for vector in made}) == len(made)
    return {"schema": "e2ee.vectors.v1", "count": len(made), "vectors": made}


def text():
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text())
