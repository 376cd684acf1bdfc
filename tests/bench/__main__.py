"""Measures everything in one run and writes docs/performance.md.

`--quick` takes a minute and writes nothing; `--only NAME` runs one part, likewise.
"""

import argparse
import signal
import sys
import time

from tests.bench import (
    abuse,
    claims,
    crowd,
    marks,
    page,
    pages,
    processes,
    relay,
    waiting,
)
from tests.bench.installations import Installations

PARTS = {
    "relay": relay,
    "crowd": crowd,
    "claims": claims,
    "waiting": waiting,
    "abuse": abuse,
    "processes": processes,
    "pages": pages,
    "marks": marks,
}


def measure(names, *, quick):
    installations, results = Installations(), {}
    try:
        for name in names:
            begun = time.monotonic()
            results[name] = []
            for found in PARTS[name].run(installations, quick=quick):
                print(found, file=sys.stderr, flush=True)
                results[name].append(found)
            took = time.monotonic() - begun
            print(f"{name}: {took:.0f} s", file=sys.stderr, flush=True)
    finally:
        installations.remove()
    return results


def main(words):
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args(words)
    # What was started is ended, also when the run itself is told to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    machine = page.Machine()
    results = measure(options.only or PARTS, quick=options.quick)
    written = page.text(results, machine.words())
    print(written)
    if not (options.only or options.quick):
        page.PAGE.write_text(written)


if __name__ == "__main__":
    main(sys.argv[1:])
