"""The product itself, started for a moment on ports and stores of its own."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = "/chat/"
PREPARE: Final = (("migrate", "--verbosity=0"), ("collectstatic", "--no-input"))
PATIENCE_S: Final = 60
OURS: Final = ("DATABASE_URL", "REDIS_URL", "DEBUG", "KEYRING_DIR", "SECRET_KEY_FILE")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _environment(var: str, origins: tuple[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return clean | {
        "DEMO": "1",
        "SITE_ORIGIN": origins[0],
        "CHAT_ORIGIN": origins[1],
        "LISTEN": ",".join(origin.removeprefix("http://") for origin in origins),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "VAR_DIR": var,
    }


def _command(*words: str) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *words]


def _listens(port: int, server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


@contextmanager
def own_page() -> Iterator[str]:
    """The address of the visitor's chat page, as long as the block lasts."""
    ports = _free_port(), _free_port()
    site, chat = (f"http://127.0.0.1:{port}" for port in ports)
    with TemporaryDirectory() as var:
        env = _environment(var, (site, chat))
        for words in PREPARE:
            subprocess.run(  # noqa: S603  Our own manage.py.
                _command(*words), env=env, check=True, stdout=subprocess.DEVNULL
            )
        log = Path(var) / "server.log"
        with log.open("wb") as file:
            server = subprocess.Popen(  # noqa: S603  Our own manage.py.
                _command("serve"), env=env, stdout=file, stderr=file
            )
        try:
            if not _listens(ports[1], server):
                raise OSError(f"the product did not start: {log.read_text()[-1000:]}")
            yield chat + PAGE
        finally:
            server.terminate()
            server.wait()
