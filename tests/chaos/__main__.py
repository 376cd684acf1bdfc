"""Runs seeds of bad weather on both databases and prints what was counted."""

import argparse
import sys
import time

from tests.chaos import conductor, weather
from tests.chaos.ground import LARGE, SMALL, ground
from tests.chaos.protections import BY_NAME, PROTECTIONS
from tests.chaos.verdict import HEADINGS

PROCESSES = {SMALL: 1, LARGE: 2}
SECONDS = 20
# Without a protection nothing becomes well by waiting longer.
TRIES, IMPATIENCE_S = 10, 20


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="how many, from 1 on")
    parser.add_argument("--seed", type=int, help="repeat this one")
    parser.add_argument("--on", choices=PROCESSES, action="append", help="one database")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="of bad weather")
    parser.add_argument("--patience", type=float, default=conductor.PATIENCE_S)
    parser.add_argument("--without", default="", choices=BY_NAME, help="take this away")
    parser.add_argument(
        "--protections", action="store_true", help="take each away once"
    )
    return parser.parse_args()


def main():
    asked = arguments()
    with ground() as stands:
        return (protections if asked.protections else seeds)(stands, asked)


def seeds(stands, asked):
    print_heading("")
    faults = 0
    for seed in [asked.seed] if asked.seed else range(1, asked.seeds + 1):
        for kind in asked.on or PROCESSES:
            found = one(stands, seed, kind, asked)
            faults += len(found.faults)
    return int(faults > 0)


def protections(stands, asked):
    """Each must be missed within some seeds, as it says, and nothing else be seen."""
    print_heading("without")
    asked.patience, wrong = IMPATIENCE_S, 0
    chosen = [BY_NAME[asked.without]] if asked.without else PROTECTIONS
    for protection in chosen:
        asked.without = protection.name
        for kind in asked.on or protection.on:
            if kind in protection.on:
                wrong += not proven(stands, protection, kind, asked)
        print(f"{'':7}{protection.without}", flush=True)
    return int(wrong > 0)


def proven(stands, protection, kind, asked):
    for seed in range(1, TRIES + 1):
        found = one(stands, seed, kind, asked, tell=False)
        if unexplained := protection.unexplained(found):
            print("\n".join(["Not explained by that:", *unexplained]), flush=True)
            return False
        if not protection.name or protection.is_missed(found):
            return True
    print(f"{'':7}It was not missed.", flush=True)
    return False


def print_heading(first):
    names = "".join(f"{name:>9}" for name in HEADINGS)
    print(f"{'seed':>5}  {'stores':<16}{names}   {first}", flush=True)


def one(stands, seed, kind, asked, *, tell=True):
    deaf = BY_NAME[asked.without].deaf
    large = kind == LARGE
    script = weather.make(seed, large=large, seconds=asked.seconds, deaf=deaf)
    begun = time.monotonic()
    with stands.stores(kind) as stores:
        found = conductor.run(
            stores,
            script,
            processes=PROCESSES[kind],
            without=asked.without,
            patience_s=asked.patience,
        )
    took = f"{asked.without}  ({time.monotonic() - begun:.0f} s)"
    print(f"{seed:>5}  {kind:<16}{found}   {took}", flush=True)
    if tell and found.faults:
        print(f"{script}\n" + "\n".join(found.faults), flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
