"""Who did what, when, to which thing. The columns cannot hold a sentence."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

KEEP_DAYS = 365


class Act(models.IntegerChoices):
    LOG_IN = 1
    ENROL = 2
    CREATE_ACCOUNT = 3
    RENEW_LINK = 4
    DISABLE_ACCOUNT = 5
    OPEN_CONVERSATION = 6
    JOIN_CONVERSATION = 7
    GRANT_TEAM_KEY = 8
    CHANGE_SETTINGS = 9


class Kind(models.IntegerChoices):
    NOTHING = 0
    ACCOUNT = 1
    CONVERSATION = 2
    TEAM = 3
    SETTINGS = 4


def is_one_of(name: str, choices: Any) -> models.CheckConstraint:
    within = models.Q(**{f"{name}__in": choices.values})
    return models.CheckConstraint(condition=within, name=f"audit_{name}_is_known")


class Entry(models.Model):
    at = models.DateTimeField()
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    act = models.PositiveSmallIntegerField(choices=Act)
    kind = models.PositiveSmallIntegerField(choices=Kind)
    # Sixteen bytes: a conversation's id, or the number of a row.
    thing = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["at"])]
        constraints = [is_one_of("act", Act), is_one_of("kind", Kind)]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.get_kind_display()}"


def record(
    who: Any, act: Act, kind: Kind = Kind.NOTHING, thing: bytes | int | None = None
) -> None:
    """`who` is a User, or None for the command line; `thing` 16 bytes or a row's id."""
    at = timezone.now()
    if kind == Kind.CONVERSATION:
        # Deliberately the day only: the time of a conversation is kept nowhere.
        at = at.replace(hour=12, minute=0, second=0, microsecond=0)
    named = uuid.UUID(int=thing) if isinstance(thing, int) else None
    if isinstance(thing, bytes):
        named = uuid.UUID(bytes=thing)
    Entry.objects.create(at=at, who=who, act=act, kind=kind, thing=named)


def old() -> models.QuerySet[Entry]:
    limit = timezone.now() - datetime.timedelta(days=KEEP_DAYS)
    return Entry.objects.filter(at__lt=limit)


def forget_old() -> int:
    return old().delete()[0]
