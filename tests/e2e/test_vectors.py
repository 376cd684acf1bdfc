"""All vectors, in every engine; in the browser under the real page's policy."""

import json

import pytest

from tests.e2e.server import ROOT

FILES = ("e2ee.json", "own.json", "rfc9180.json")


@pytest.mark.parametrize("name", FILES)
def test_every_vector_passes_in_python_node_and_chromium(lasting_server, name):
    file = ROOT / "tests/vectors" / name
    count = len(json.loads(file.read_text())["vectors"])
    page = f"{lasting_server.chat}/chat/"
    said = lasting_server.manage("vectors", str(file), "--url", page)
    for engine in ("Python", "Node", "Chromium"):
        assert f"{engine:<9} {count} of {count} passed" in said
