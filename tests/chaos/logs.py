"""What web processes complain of that no weather explains."""

import re
from collections import Counter

RECORD = re.compile(r"^(?:DEBUG|INFO|WARNING|ERROR|CRITICAL) \S+: ", re.MULTILINE)
# The product names an exception so; Python itself ends its story with one.
NAMED = re.compile(r"^([a-z_]\w*(?:\.\w+)*\.[A-Z]\w*)$", re.MULTILINE)
STORY = re.compile(r"^Traceback \(.+(?:\n[ \t].*)*\n([\w.]+)", re.MULTILINE)
# A store that is away, and a line that was cut.
WEATHER = re.compile(
    r"(?:django\.db\.utils|psycopg(?:_pool)?|redis)\."
    r"|(?:builtins\.)?(?:\w*TimeoutError|OSError|Connection\w+|BrokenPipeError)$"
    r"|asyncio\.exceptions\.CancelledError$"
)
# A constraint or a statement that does not hold is not the weather.
OURS = re.compile(r"django\.db\.utils\.(?:IntegrityError|ProgrammingError|DataError)$")
# Redis went away while its library joined a group and read at the same time: both mend
# the line, one of them in vain, and that one says so and tries again by itself.
MENDED = re.compile(
    r"^builtins\.RuntimeError\n[^\n]*channels_redis/pubsub\.py:\d+ _do_receiving\n"
    r"(?:  [^\n]*\n)*  [^\n]*asyncio/streams\.py:\d+ _wait_for_data\s*\Z",
    re.MULTILINE,
)


def complaints(text):
    """How often each kind of exception stands in a log that nobody could expect."""
    found = Counter()
    for record in re.split(RECORD, text):
        if MENDED.search(record):
            continue
        kinds = NAMED.findall(record)[:1] + STORY.findall(record)
        found.update(kind for kind in kinds if not is_weather(kind))
    return found


def is_weather(kind):
    return bool(WEATHER.match(kind)) and not OURS.match(kind)
