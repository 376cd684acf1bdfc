"""What goes wrong and when, drawn from a seed, so that a failure can be repeated."""

import random
from dataclasses import dataclass

SEATS = {"visitors": 5, "counsellors": 2}
PAUSE_S = 1.2
SAY_EVERY_S = 0.2
# In so many runs not one bell rings from beginning to end.
DEAF = 0.25
# After its lease has lapsed a counsellor's visitors go to a colleague.
LONG_ENOUGH_TO_LAPSE_S = (4, 11)

WEB = {"kill": (0.1, 2), "term": (0.1, 2), "stall": (0.3, 4)}
LINE = {"cut": (0.2, 4), "freeze": (0.3, 5), "lose up": (0.5, 4), "lose down": (0.5, 4)}
# As networks of schools do: then a page polls.
PERSON = LINE | {"no sockets": (3, 8)}
STORE = {"restart": (0.1, 2)}
PEOPLE = {"stall": (0.3, 5)}
COUNSELLOR = {"vanish": LONG_ENOUGH_TO_LAPSE_S}
BELLS = {"drop": (2, 8)}


@dataclass(frozen=True, order=True)
class Act:
    """`what` happens to `whom` at this second of the run and lasts so long."""

    at: float
    whom: str
    what: str
    for_s: float = 0.0

    def __str__(self):
        lasting = f" for {self.for_s:.1f} s" if self.for_s else ""
        return f"{self.at:6.2f}  {self.whom:<10} {self.what}{lasting}"


@dataclass(frozen=True)
class Weather:
    seed: int
    deaf: bool
    acts: tuple[Act, ...]
    talk: tuple[tuple[float, int], ...]

    def __str__(self):
        deaf = "no bell at all rings in this run" if self.deaf else "bells ring"
        return "\n".join([f"        {deaf}", *map(str, self.acts)])


def visitors():
    return [f"v{number}" for number in range(1, SEATS["visitors"] + 1)]


def targets(*, large):
    """Whom something can happen to, what, and how often compared with the others."""
    whom = {"web0": (WEB, 4), "visitors": (PEOPLE, 2), "bells": (BELLS, 2)}
    whom |= dict.fromkeys(("ana", "ivo"), (COUNSELLOR | PEOPLE, 2))
    whom |= {f"{name}'s line": (PERSON, 1) for name in (*visitors(), "ana", "ivo")}
    if large:
        whom |= {"web1": (WEB, 4), "database": (STORE, 1), "redis": (STORE, 2)}
        whom |= {f"{store}'s line": (LINE, 4) for store in ("database", "redis")}
    return whom


def make(seed, *, large, seconds, deaf=False):
    chance = random.Random(f"{seed} {large}")
    acts = [*disturbances(chance, targets(large=large), seconds)]
    acts += [*farewells(chance, seconds), *newcomers(chance, seconds)]
    acts += [Act(round(chance.uniform(0, seconds), 2), "everyone", "wake")]
    talk = tuple(said(chance, seconds))
    deaf = chance.random() < DEAF or deaf
    return Weather(seed, deaf, tuple(sorted(acts)), talk)


def disturbances(chance, whom, seconds):
    """One after the other starts; they overlap, but never two on the same target."""
    at, free_at = 0.0, dict.fromkeys(whom, 0.0)
    weights = [weight for _, weight in whom.values()]
    while (at := at + chance.expovariate(1 / PAUSE_S)) < seconds:
        name = chance.choices(list(whom), weights)[0]
        if free_at[name] > at:
            continue
        what, (least, most) = chance.choice(sorted(whom[name][0].items()))
        for_s = round(chance.uniform(least, most), 2)
        free_at[name] = at + for_s + 0.5
        yield Act(round(at, 2), name, what, for_s)


def farewells(chance, seconds):
    for name in chance.sample(visitors(), 2):
        yield Act(round(chance.uniform(seconds / 3, seconds), 2), name, "end")


def newcomers(chance, seconds):
    for name in ("v-late", "v-later"):
        yield Act(round(chance.uniform(0, seconds * 0.8), 2), name, "arrive")


def said(chance, seconds):
    """When somebody says something, and a number that chooses who and to whom."""
    at = 0.0
    while (at := at + chance.expovariate(1 / SAY_EVERY_S)) < seconds:
        for _ in range(chance.choice((1, 1, 1, 4))):
            yield round(at, 2), chance.randrange(1 << 30)
