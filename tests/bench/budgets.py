"""What was promised, and whether this run held it."""

from tests.bench.crowd import EVERY_S
from tests.bench.installations import LARGE
from tests.bench.tables import invalid, number, table
from tests.bench.variants import NOW


def verdict(value, most, unit):
    if value <= most:
        return f"holds: {number(value)} {unit}"
    return f"**does not hold**: {number(value)} {unit}, {value / most:.1f} × as much"


def budgets(results):
    """Only what was measured in this run."""
    rows = []
    if relayed := results.get("relay"):
        ours = next(r for r in relayed if r.name == f"{NOW}, {LARGE}")
        times = ours.cpu_us / relayed[0].cpu_us
        words = invalid(ours.trouble | relayed[0].trouble) or verdict(times, 2.5, "×")
        rows.append(["CPU per message ≤ 2.5 × the floor", words])
    if crowds := results.get("crowd"):
        rows += of_crowd(crowds[0])
    if storms := results.get("claims"):
        right = all(storm.exactly_one == storm.visitors for storm in storms)
        words = "holds" if right else "**does not hold**"
        rows.append(["each visitor exactly one counsellor", words])
        worst = max(storm.claim_ms[1] for storm in storms)
        rows.append(["claim p99 < 200 ms", verdict(worst, 200, "ms")])
    if read := results.get("pages"):
        rows += of_pages(read)
    if marked := results.get("marks"):
        worst = min(one.performance for one in marked)
        words = "holds" if worst >= 98 else "**does not hold**"
        rows.append(["Lighthouse performance ≥ 98", f"{words}: {worst}"])
        heaviest = max(one.kib for one in marked)
        rows.append(["a page ≤ 45 KiB sent", verdict(heaviest, 45, "KiB")])
    return table(["budget", "this run"], rows)


def at_least(value, least):
    if value >= least:
        return f"holds: {number(value)} ×"
    return f"**does not hold**: {number(value)} ×"


def of_pages(found):
    anew = min(one.times_anew for one in found)
    file = min(one.times_file for one in found)
    return [
        ["a page from its copy ≥ 100 × made anew", at_least(anew, 100)],
        ["a page from its copy ≥ a third of a static file", at_least(file, 1 / 3)],
    ]


def of_crowd(one):
    asked = one.rounds[0]
    wrong = f"{one.lost} lost, {one.double} double"
    right = not one.lost and not one.double
    return [
        ["≤ 60 KiB per idle socket", verdict(one.kib_per_socket, 60, "KiB")],
        [
            f"{one.sockets:,} sockets, a message per conversation and {EVERY_S} s:"
            " p99 of delivery < 250 ms",
            verdict(asked.delivery_ms[1], 250, "ms"),
        ],
        ["0 lost, 0 double", "holds" if right else f"**does not hold**: {wrong}"],
    ]
