import json
import subprocess
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chat.e2ee.ownpage import own_page
from chat.e2ee.runners import (
    Report,
    RunnerMissingError,
    Vectors,
    chromium_runner,
    node_runner,
    python_runner,
)

Runner = Callable[[Vectors], Report]

SCHEMA = "e2ee.vectors.v1"


def read_vectors(path: Path) -> Vectors:
    try:
        document = json.loads(path.read_text())
        schema, vectors = document["schema"], document["vectors"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise CommandError(f"{path} is not a file of vectors: {problem}") from None
    if schema != SCHEMA or not isinstance(vectors, list):
        raise CommandError(f"{path} is not a file of {SCHEMA}")
    return vectors


def in_chromium(vectors: Vectors, url: str | None) -> Report:
    if url is not None:
        return chromium_runner(vectors, url)
    with own_page() as page:
        return chromium_runner(vectors, page)


def runners(url: str | None) -> Iterator[tuple[str, Runner]]:
    yield "Python", python_runner
    yield "Node", node_runner
    yield "Chromium", lambda vectors: in_chromium(vectors, url)


class Command(BaseCommand):
    help = "Runs a file of encryption vectors in Python, Node and Chromium."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--url", help="a running chat page; without it one is started for a moment"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        vectors = read_vectors(options["file"])
        reports = [
            self.run(name, runner, vectors) for name, runner in runners(options["url"])
        ]
        if not all(reports):
            raise CommandError("Not every vector was met.")

    def run(self, name: str, runner: Runner, vectors: Vectors) -> bool:
        try:
            report = runner(vectors)
        except (RunnerMissingError, OSError, subprocess.SubprocessError) as problem:
            self.stdout.write(f"{name:<9} not run: {problem}")
            return False
        self.stdout.write(f"{name:<9} {report['passed']} of {len(vectors)} passed")
        for failure in report["failed"]:
            self.stdout.write(f"  {json.dumps(failure, ensure_ascii=False)}")
        return not report["failed"]
