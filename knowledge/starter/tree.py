"""Which page stands under which; the texts are in texts/<language>/<key>.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from knowledge.models import (
    ArticlePage,
    ChecklistPage,
    DoorPage,
    GlossaryPage,
    PlainPage,
    PortalPage,
    QuestionsPage,
    SelfCheckPage,
    StoryPage,
    TopicPage,
)


@dataclass(frozen=True)
class Branch:
    kind: type[PortalPage]
    key: str
    below: tuple[Branch, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


def door(key: str, audience: str, *below: Branch) -> Branch:
    more = {"audience": audience, "show_in_menus": True}
    return Branch(DoorPage, key, below, more)


def topic(key: str, *below: Branch, legal: bool = False) -> Branch:
    return Branch(TopicPage, key, below, {"legal": legal})


def articles(*keys: str, legal: bool = False) -> tuple[Branch, ...]:
    return tuple(Branch(ArticlePage, key, more={"legal": legal}) for key in keys)


def checklist(key: str, made_for: str, *, legal: bool = False) -> Branch:
    return Branch(ChecklistPage, key, more={"made_for": made_for, "legal": legal})


Audience, For = DoorPage.Audience, ChecklistPage.For
TREE = (
    door(
        "voor-jou",
        Audience.YOUNG,
        Branch(SelfCheckPage, "zelftest"),
        topic("onder-druk", *articles("situatie", "stoppen", "foto")),
        topic("geld", *articles("pas-uitgeleend", "op-jouw-naam", "terugbetalen")),
        topic("klusjes", *articles("klusje", "gevaarlijke-klus", "haven")),
        topic(
            "regels-en-rechten",
            *articles(
                "regels", "papieren-en-werk", "keuzes", "rechten", "zonder-papieren"
            ),
            legal=True,
        ),
        topic(
            "verhalen",
            Branch(StoryPage, "verhaal-jay"),
            Branch(StoryPage, "verhaal-noor"),
            Branch(StoryPage, "verhaal-m"),
            Branch(StoryPage, "verhaal-ali"),
        ),
        Branch(QuestionsPage, "vragen"),
    ),
    door(
        "om-je-heen",
        Audience.AROUND,
        topic("zorgen", *articles("mijn-kind", legal=True), *articles("mijn-vriend")),
        topic("herkennen-thuis", checklist("signalen-thuis", For.RELATIVES)),
        Branch(QuestionsPage, "vragen-om-je-heen", more={"legal": True}),
    ),
    door(
        "professionals",
        Audience.PROFESSIONAL,
        topic(
            "herkennen",
            *articles("signalen-op-school"),
            *articles("dubbelrol", legal=True),
            *articles("moeite-met-begrijpen"),
            checklist("lijst-school", For.SCHOOL),
            checklist("lijst-jongerenwerk", For.YOUTH_WORK),
            checklist("lijst-politie", For.POLICE, legal=True),
            checklist("lijst-wijkteam", For.NEIGHBOURHOOD),
        ),
        topic(
            "handelen",
            *articles("stappen-professionals", "gesprek-voeren", "doorverwijzen"),
            legal=True,
        ),
    ),
    Branch(PlainPage, "zo-chat-je-veilig"),
    Branch(PlainPage, "privacy", more={"legal": True}),
    Branch(PlainPage, "wie-zijn-wij"),
    Branch(PlainPage, "toegankelijkheid"),
    Branch(PlainPage, "cijfers"),
    Branch(GlossaryPage, "woorden"),
)


def keys(branches: tuple[Branch, ...] = TREE) -> list[str]:
    """Every page's key, parents before what stands under them."""
    found = []
    for branch in branches:
        found += [branch.key, *keys(branch.below)]
    return found
