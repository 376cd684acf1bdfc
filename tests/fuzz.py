"""Tries every property on many random examples, for as long as was asked."""

import os
import secrets
import subprocess
import sys
import time

from tests import legs

MINUTES = float(os.environ.get("MINUTES", "10"))
# Rounds are short enough for every property to get its turn.
TIMES = 5


def attempt(seed, seconds):
    """One round; true unless a property was broken, also when the time was up."""
    words = ["-q", "-m", "hypothesis", f"--hypothesis-seed={seed}"]
    random = {"PROPERTIES": "random", "PROPERTIES_TIMES": str(TIMES)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words],
            cwd=legs.ROOT,
            env=legs.environment(**random),
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 0


def main():
    until = time.monotonic() + MINUTES * 60
    while (left := until - time.monotonic()) > 0:
        seed = secrets.randbelow(2**32)
        print(f"── seed {seed}, {TIMES} times as many examples ──", flush=True)
        if not attempt(seed, left):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
