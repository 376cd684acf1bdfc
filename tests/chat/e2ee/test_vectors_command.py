import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from chat.e2ee.runners import RunnerMissingError
from chat.e2ee.vectors import run_vectors
from chat.management.commands import vectors as command

MET = {
    "id": "met",
    "op": "join",
    "in": {"a": "00" * 32, "b": "ff" * 32},
    "out": "ff" * 32,
}
UNMET = {**MET, "id": "unmet", "out": "00" * 32}


@pytest.fixture(autouse=True)
def in_chromium(monkeypatch):
    """The browser has a test of its own, on the real page."""
    monkeypatch.setattr(command, "in_chromium", lambda made, url: run_vectors(made))


@pytest.fixture
def write(tmp_path):
    def write(*vectors, schema="e2ee.vectors.v1"):
        path = tmp_path / "vectors.json"
        path.write_text(json.dumps({"schema": schema, "vectors": vectors}))
        return str(path)

    return write


def test_each_runner_says_how_many_passed(write, capsys):
    call_command("vectors", write(MET, {**MET, "id": "again"}))
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines] == [
        [name, "2", "of", "2", "passed"] for name in ("Python", "Node", "Chromium")
    ]


def test_a_vector_that_is_not_met_is_named_by_every_runner_and_fails_the_command(
    write, capsys
):
    with pytest.raises(CommandError, match="Not every vector"):
        call_command("vectors", write(MET, UNMET))
    out = capsys.readouterr().out
    assert out.count("1 of 2 passed") == 3
    assert out.count('"id": "unmet"') == 3


def test_a_runner_that_is_not_here_is_not_a_pass(write, capsys, monkeypatch):
    def missing(made, url):
        raise RunnerMissingError("no browser")

    monkeypatch.setattr(command, "in_chromium", missing)
    with pytest.raises(CommandError):
        call_command("vectors", write(MET))
    assert "Chromium  not run: no browser" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": "e2ee.vectors.v1"}'])
def test_something_that_is_no_file_of_vectors_is_refused(tmp_path, content):
    path = tmp_path / "other.json"
    path.write_text(content)
    with pytest.raises(CommandError, match="not a file of"):
        call_command("vectors", str(path))


def test_another_schema_is_refused(write):
    with pytest.raises(CommandError, match="not a file of"):
        call_command("vectors", write(MET, schema="e2ee.vectors.v2"))
