"""One random shred key per conversation, as a file outside the database.

It wraps everything that could open the conversation. Destroying the file destroys
the conversation in every copy of the database, also those made before.
"""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from chat.e2ee.boxes import box, label, unbox

# Other files may lie there: it is the top of a volume.
ANY_NAME = "[0-9a-f]" * 32


class ShreddedError(Exception):
    """The shred key is gone: nothing of this conversation can be opened."""


def _path(conv: str) -> Path:
    name = hashlib.sha256(label("shred-name", conv.encode())).hexdigest()[:32]
    return Path(settings.KEYRING_DIR) / name


def create(conv: str) -> None:
    path = _path(conv)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    _keep_name(path)


def _keep_name(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def destroy(conv: str) -> None:
    _shred(_path(conv))


def sweep(convs: Iterable[str], *, made_before: datetime) -> None:
    """Destroys the older keys of all but these conversations."""
    kept = {_path(conv) for conv in convs}
    for path in Path(settings.KEYRING_DIR).glob(ANY_NAME):
        with contextlib.suppress(FileNotFoundError):
            if path not in kept and path.stat().st_mtime < made_before.timestamp():
                _shred(path)


def _shred(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        # Overwritten first: a journal may keep the old name's block a while longer.
        with path.open("r+b") as file:
            file.write(bytes(32))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def seal(conv: str, kind: str, blob: bytes) -> bytes:
    return box(_key(conv), _context(conv, kind), blob)


def open_sealed(conv: str, kind: str, blob: bytes) -> bytes:
    return unbox(_key(conv), _context(conv, kind), bytes(blob))


def _key(conv: str) -> bytes:
    try:
        key = _path(conv).read_bytes()
    except FileNotFoundError:
        raise ShreddedError from None
    if len(key) != 32 or not any(key):
        raise ShreddedError
    return key


def _context(conv: str, kind: str) -> bytes:
    return label("shred", kind.encode(), b"\0", conv.encode())
