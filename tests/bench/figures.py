"""What a process used, read from the kernel, and percentiles."""

import os
from pathlib import Path

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
# Of /proc/<pid>/stat, counted behind the name: user and system time, of itself and
# of the children that ended.
OWN, ENDED = slice(11, 13), slice(13, 15)


def percentile(values, share):
    """The smallest value that at least `share` percent do not exceed."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 100)  # rounded up
    return ordered[max(0, int(rank) - 1)]


def cpu_s(*pids):
    """User and system time of whole processes, threads that ended included."""
    return sum(sum(_ticks(pid, OWN)) for pid in pids) / TICKS_PER_S


def cpu_of_family_s(pid):
    """The same with all descendants, also those that ended."""
    ended = sum(_ticks(pid, ENDED)) / TICKS_PER_S
    return cpu_s(*family(pid)) + ended


def _ticks(pid, which):
    # The program's name stands in brackets and may hold anything.
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return map(int, after_name[which])


def family(pid):
    """A process and all its descendants, as they are now."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += family(child)
    return found


def rss_kib(pid):
    return _kib(f"/proc/{pid}/status", "VmRSS:")


def pss_kib(pid):
    return _kib(f"/proc/{pid}/smaps_rollup", "Pss:")


def _kib(path, name):
    for line in Path(path).read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise LookupError(name)
