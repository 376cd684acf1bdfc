"""What a person's browser hears is told whichever way it came."""

import json
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.checks import BIN, ROOT

ACK = {"type": "ack", "c": "c", "stream": "s", "ctr": 1, "n": 2}
SCRIPT = """
import { Browser } from "./tests/chaos/people/browser.js";
const [port, path] = process.argv.slice(1);
const heard = (frame) => console.log(JSON.stringify(frame));
const browser = new Browser({ origin: "http://chat.test", port: Number(port), heard });
const answer = await browser.run(() => fetch(path, { method: "POST" }));
console.log(JSON.stringify(await answer.json()));
"""


class Answers(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.dumps({"frames": [ACK]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        """Nobody reads it."""


@pytest.fixture
def port():
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "heard"), [("/poll/chat/", [ACK]), ("/chat/api/start/", [])]
)
def test_an_acknowledgement_in_the_answer_of_a_poll_is_heard(port, path, heard):
    words = ["--no-warnings", "--input-type=module", "-e", SCRIPT, "--", str(port)]
    node = [BIN / "node", *words, path]
    done = subprocess.run(node, cwd=ROOT, capture_output=True, text=True, timeout=240)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert sorted(map(str, told)) == sorted(map(str, [*heard, {"frames": [ACK]}]))
