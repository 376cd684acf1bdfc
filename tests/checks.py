"""What is checked by reading: one line per check, the whole output only of a failed one."""

import os
import secrets
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# Packages come without bytecode: compiled once, not by each of many short processes,
# and not into the tree.
COMPILED = {"PYTHONPYCACHEPREFIX": str(ROOT / "var" / "bytecode")}
# Written in halves, or this file would find itself.
REGISTRIES = "|".join(("pypi[.]or" + "g", "python" + "hosted", "registry[.]npm" + "js"))
MACHINES = "/(work|root)" + "/[a-z.]"


def production(folder):
    """The settings of a real installation, so that its own checks see what it will be."""
    return {
        "SITE_ORIGIN": "https://www.zijstap.example",
        "CHAT_ORIGIN": "https://chat.zijstap.example",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "VAR_DIR": folder,
    }


def listed(pattern):
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    # An index may still list what the working tree has dropped.
    return [
        name for name in found.stdout.split("\n") if name and (ROOT / name).exists()
    ]


def checks():
    templates = listed("templates/*.html")
    manage = [sys.executable, "manage.py"]
    words = ["git", "grep", "-nIE", f"{REGISTRIES}|{MACHINES}"]
    return {
        "ruff": [BIN / "ruff", "check", "."],
        "ruff format": [BIN / "ruff", "format", "--check", "."],
        "mypy": [BIN / "mypy", "."],
        "imports": [BIN / "lint-imports", "--no-cache"],
        "djhtml": [BIN / "djhtml", "--check", *templates],
        "djade": [BIN / "djade", "--check", "--target-version", "5.2", *templates],
        "biome": [
            ROOT / ".ci/node_modules/.bin/biome",
            "check",
            "--max-diagnostics=50",
        ],
        "settings": [*manage, "check", "--deploy", "--fail-level", "WARNING"],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "static files": [*manage, "collectstatic", "--no-input", "--verbosity", "0"],
        "translations": [*manage, "catalogue", "--check"],
        "no machine or registry named": ["sh", "-c", '! "$@"', "sh", *words],
    }


def run(command):
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | COMPILED | production(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )


def main():
    """Runs every check, two at a time; gives how many passed and failed."""
    wanted = checks()
    with ThreadPoolExecutor(max_workers=2) as pool:
        done = dict(zip(wanted, pool.map(run, wanted.values()), strict=True))
    failed = 0
    for name, result in done.items():
        print(f"{'FAILED' if result.returncode else 'ok':7} {name}")
        if result.returncode:
            failed += 1
            print(result.stdout)
    return len(done) - failed, failed
