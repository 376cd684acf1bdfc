"""Gives a process a fixed share of one core, by stopping it in between.

Where there are fewer cores than processes, only this shows what one more is worth.
"""

import signal
import threading
import time
from contextlib import contextmanager

from tests.bench import figures

SLICE_S = 0.02


@contextmanager
def throttled(processes, share):
    """Each of these processes uses at most so much of a core."""
    end = threading.Event()
    threads = [
        threading.Thread(target=_throttle, args=(process, share, end))
        for process in processes
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        end.set()
        for thread in threads:
            thread.join()


def _throttle(process, share, end):
    begun, used = time.monotonic(), figures.cpu_s(process.pid)
    while not end.wait(SLICE_S):
        spent = figures.cpu_s(process.pid) - used
        ahead = spent - (time.monotonic() - begun) * share
        if ahead > 0:
            process.process.send_signal(signal.SIGSTOP)
            end.wait(ahead / share)
            process.process.send_signal(signal.SIGCONT)
