"""What the runs found, as tables for people."""

from tests.bench.crowd import GRACE_S


def number(value):
    if value != value:  # nothing was measured
        return "–"
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}"


def pair(values):
    return " / ".join(map(number, values))


def table(headings, rows):
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(map(str, cells))} |" for cells in lines)


def invalid(trouble):
    """Empty, or why nothing of what was measured may be believed."""
    said = ", ".join(f"{count:,} {what}" for what, count in trouble.items())
    return f"**not valid**: {said}" if said else ""


def ratio(value, *measured):
    """Only of what was measured without trouble."""
    if any(one.trouble for one in measured):
        return "**–**"
    return f"**{value}**"


def marked(name, trouble):
    return f"{name} ({invalid(trouble)})" if trouble else name


def relay(found):
    floor = found[0]
    headings = ["× the floor", "pipeline", "CPU per message", "messages/s"]
    headings += ["acknowledged p50 / p99", "delivered p50 / p99", "stores' CPU"]
    return table(
        headings,
        [
            [
                ratio(f"{one.cpu_us / floor.cpu_us:.1f}", one, floor),
                marked(one.name, one.trouble),
                f"{number(one.cpu_us)} µs",
                number(one.per_s),
                f"{pair(one.ack_ms)} ms",
                f"{pair(one.delivery_ms)} ms",
                f"{number(one.beside_us['stores'])} µs",
            ]
            for one in found
        ],
    )


def crowd(found):
    (one,) = found
    idle = (
        f"{one.sockets:,} sockets: **{number(one.kib_per_socket)} KiB** of memory each"
        f" ({number(one.pss_kib_per_socket)} KiB counted by share), opened in"
        f" {number(one.opened_s)} s ({one.again} had to come again); while nobody says"
        f" anything their beats take {number(one.idle_cpu_percent)} % of a core."
        f" Of all messages **{one.lost} were lost, {one.double} came twice**."
    )
    if one.trouble:
        idle += f" {invalid(one.trouble)}."
    headings = ["messages/s", "delivered p50 / p99", "acknowledged p50 / p99"]
    headings += ["sent", f"not there {GRACE_S} s after the last"]
    headings += ["CPU of the server", "of the load"]
    rows = [
        [
            number(line.per_s),
            f"{pair(line.delivery_ms)} ms",
            f"{pair(line.ack_ms)} ms",
            *(line.sent, line.late),
            f"{number(line.cpu_percent)} %",
            f"{number(line.load_percent)} %",
        ]
        for line in one.rounds
    ]
    return f"{idle}\n\n{table(headings, rows)}"


def claims(found):
    headings = ["with exactly one counsellor", "visitors", "claims (of them too late)"]
    headings += ["claim p50 / p99", "all taken in", "CPU per claim", "while"]
    return table(
        headings,
        [
            [
                one.exactly_one,
                one.visitors,
                f"{one.claims} ({one.refused})",
                f"{pair(one.claim_ms)} ms",
                f"{number(one.took_s)} s",
                f"{number(one.cpu_ms)} ms",
                one.name,
            ]
            for one in found
        ],
    )


def waiting(found):
    headings = ["what happens", "CPU of the server", "pages told"]
    headings += ["a page knows p50 / p99", "the last page", "pages that stayed wrong"]
    return table(
        headings,
        [
            [
                one.name,
                f"{number(one.cpu_ms)} ms",
                one.told,
                f"{pair(one.page_ms)} ms",
                f"{number(one.last_ms)} ms",
                one.wrong,
            ]
            for one in found
        ],
    )


def abuse(found):
    headings = ["× p99 of others", "meanwhile", "delivered p50 / p99, before", "during"]
    headings += ["lost", "memory before / peak / after", "what came of it"]
    return table(
        headings,
        [
            [
                f"**{one.during_ms[1] / one.quiet_ms[1]:.1f}**",
                marked(one.name, one.trouble),
                f"{pair(one.quiet_ms)} ms",
                f"{pair(one.during_ms)} ms",
                one.lost,
                f"{pair((one.before_mib, one.peak_mib, one.after_mib))} MiB",
                ", ".join(f"{count:,} {what}" for what, count in one.did.items()),
            ]
            for one in found
        ],
    )


def processes(found):
    ones = {one.share: one.relayed for one in found if one.processes == 1}
    headings = ["× one process", "processes", "each may use", "messages/s"]
    headings += ["CPU per message", "proxy, stores, load", "stuck", "double"]
    return table(
        headings,
        [
            [
                ratio(
                    f"{one.relayed.per_s / ones[one.share].per_s:.2f}",
                    one.relayed,
                    ones[one.share],
                ),
                marked(one.processes, one.relayed.trouble),
                f"{one.share:.0%} of a core" if one.share else "what there is",
                number(one.relayed.per_s),
                f"{number(one.relayed.cpu_us)} µs",
                ", ".join(f"{number(us)} µs" for us in beside(one.relayed)),
                one.relayed.trouble.get("stuck", 0),
                one.double,
            ]
            for one in found
        ],
    )


def pages(found):
    headings = ["× made anew", "× a static file", "page", "KiB", "from its copy"]
    headings += ["not changed (304)", "made anew", "a static file"]
    return table(
        headings,
        [
            [
                f"**{one.times_anew:.0f}**",
                f"{one.times_file:.1f}",
                one.name,
                number(one.kib),
                *map(number, (one.copy, one.unchanged, one.anew, one.file)),
            ]
            for one in found
        ],
    )


def marks(found):
    headings = ["page", "performance", "largest paint", "sent", "requests"]
    return table(
        headings,
        [
            [
                one.name,
                f"**{one.performance}**",
                f"{one.paint_s:.1f} s",
                f"{number(one.kib)} KiB",
                str(one.requests),
            ]
            for one in found
        ],
    )


def beside(relayed):
    return *relayed.beside_us.values(), relayed.load_us
