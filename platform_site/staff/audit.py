"""Who did what, when, to which thing. The columns cannot hold a sentence.

Of conversations only who opened which on what day, and not as long.
"""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

KEEP_DAYS, KEEP_OPENINGS_DAYS = 365, 30


class Act(models.IntegerChoices):
    LOG_IN = 1
    ENROL = 2
    CREATE_ACCOUNT = 3
    RENEW_LINK = 4
    DISABLE_ACCOUNT = 5
    GRANT_TEAM_KEY = 8
    CHANGE_SETTINGS = 9


class Kind(models.IntegerChoices):
    NOTHING = 0
    ACCOUNT = 1
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
    # The number of a row.
    thing = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["at"])]
        constraints = [is_one_of("act", Act), is_one_of("kind", Kind)]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.get_kind_display()}"


class Opening(models.Model):
    """Deliberately apart from acts with a time, under random keys and once a day:
    its neighbours in a row would tell the time of a conversation, which is kept nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField()
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    conversation = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "who", "conversation"], name="audit_opened_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"opened on {self.day}"


def record(
    who: Any, act: Act, kind: Kind = Kind.NOTHING, thing: int | None = None
) -> None:
    """`who` is a User, or None for the command line; `thing` is a row's id."""
    named = None if thing is None else uuid.UUID(int=thing)
    Entry.objects.create(at=timezone.now(), who=who, act=act, kind=kind, thing=named)


def record_opening(who: Any, conversation: bytes) -> None:
    named = uuid.UUID(bytes=conversation)
    opening = Opening(day=timezone.localdate(), who=who, conversation=named)
    Opening.objects.bulk_create([opening], ignore_conflicts=True)


def old() -> tuple[models.QuerySet[Entry], models.QuerySet[Opening]]:
    limit = timezone.now() - datetime.timedelta(days=KEEP_DAYS)
    day = timezone.localdate() - datetime.timedelta(days=KEEP_OPENINGS_DAYS)
    return Entry.objects.filter(at__lt=limit), Opening.objects.filter(day__lt=day)
