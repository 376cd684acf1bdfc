import json
from pathlib import Path

import pytest

from chat.e2ee.vectors import run_vector, run_vectors

FOLDER = Path(__file__).parents[2] / "vectors"


def read(name):
    return json.loads((FOLDER / name).read_text())["vectors"]


def cases():
    for name in ("e2ee.json", "own.json", "rfc9180.json"):
        for vector in read(name):
            yield pytest.param(vector, id=vector["id"])


@pytest.mark.parametrize("vector", list(cases()))
def test_a_vector_is_met_with_exactly_its_result_or_error(vector):
    assert run_vector(vector) is None


def test_a_vector_that_is_not_met_is_reported_with_what_came_out():
    good = next(vector for vector in read("e2ee.json") if vector["op"] == "conv_id")
    report = run_vectors([good, {**good, "out": "00"}])
    got, want = {"out": good["out"]}, {"out": "00"}
    assert report["passed"] == 1
    assert report["failed"] == [{"id": good["id"], "got": got, "want": want}]


def test_another_error_than_the_vector_names_is_not_good_enough():
    refused = next(v for v in read("e2ee.json") if v.get("error") == "pad")
    assert run_vector({**refused, "error": "auth"}) is not None


def test_an_unknown_operation_is_a_failure_and_not_a_pass():
    failure = run_vector({"id": "x", "op": "guess", "in": {}, "error": "auth"})
    assert failure["got"] == {"error": "no such operation: guess"}
