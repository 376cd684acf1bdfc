"""How properties are tried: the same examples in the gate, others every time elsewhere."""

import os

from hypothesis import HealthCheck, settings

# A busy machine is slow, which says nothing about the code.
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
TIMES = int(os.environ.get("PROPERTIES_TIMES", "1"))
COMMON = {"deadline": None, "suppress_health_check": SLOW, "print_blob": True}

settings.register_profile("random", **COMMON)
# The verdict of the gate depends on the code alone.
settings.register_profile("fixed", **COMMON, derandomize=True, database=None)


def load():
    default = "fixed" if "CI" in os.environ else "random"
    settings.load_profile(os.environ.get("PROPERTIES", default))


def tried(examples, *, with_fixtures=False, **more):
    """Settings for this many examples, and for many more where we look for faults."""
    allowed = (HealthCheck.function_scoped_fixture,) if with_fixtures else ()
    return settings(
        max_examples=examples * TIMES,
        suppress_health_check=[*SLOW, *allowed],
        **more,
    )
