"""An empty database of all our tables, migrated once for the code as it is, then copied."""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test" / "templates"
# What the tables and the rows in them are made of.
MADE_OF = (
    *("*/migrations/*.py", "*/*/migrations/*.py", "*/models.py", "*/models/*.py"),
    *("platform_site/staff/*.py", ".ci/requirements/run.txt"),
)
UNUSED_S = 3600


def fingerprint():
    seen = hashlib.sha256(sys.version.encode())
    for path in sorted(path for kind in MADE_OF for path in ROOT.glob(kind)):
        seen.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


def template():
    """Where the file is; it is made now if the code has changed since."""
    made = KEPT / f"{fingerprint()}.sqlite3"
    if not made.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        forget_unused()
        make(made)
    os.utime(made)
    return made


def make(path):
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        ours = {"DEMO": "1", "VAR_DIR": folder, "SECRET_KEY": "only-for-tests-" * 5}
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.endswith(("_URL", "_DIR", "_ORIGIN", "_FILE"))
        }
        settings = {"DJANGO_SETTINGS_MODULE": "platform_site.settings"}
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=kept | ours | settings, check=True)
        # Whole or not at all: others may be making the same one.
        os.replace(Path(folder) / "zijstap.sqlite3", path)


def forget_unused():
    for path in KEPT.glob("*.sqlite3"):
        if time.time() - path.stat().st_mtime > UNUSED_S:
            path.unlink(missing_ok=True)
