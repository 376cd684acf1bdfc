"""The same product on the other server, by the command the documentation gives."""

import re
import shlex
import sys

from tests.e2e.server import ROOT, Server

DOCUMENT = ROOT / "docs/operations.md"


def documented_command():
    """The words after `uvicorn` in the one block that starts with it."""
    block = re.search(r"^```sh\n(uvicorn .+?)^```", DOCUMENT.read_text(), re.M | re.S)
    return shlex.split(block[1].replace("\\\n", " "))


class UvicornServer(Server):
    """One port for both origins, as behind a proxy; the lines stand for two names."""

    def ports_of_its_own(self):
        return super().ports_of_its_own()[:1] * 2

    def command(self):
        words = documented_command()
        words[words.index("--port") + 1] = str(self.ports[0])
        return [sys.executable, "-m", *words]
