"""Counts without a who, by the week: a moment would be nearly a person."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _


def monday(day: date | None = None) -> date:
    """The first day of the ISO week."""
    day = day or localdate()
    return day - timedelta(days=day.weekday())


class Counted(models.Model):
    week = models.DateField(_("week"))
    count = models.PositiveIntegerField(_("aantal"), default=0)

    class Meta:
        abstract = True

    @classmethod
    def add(cls, **what: Any) -> None:
        """One more of this, this week; two at the same moment are both counted."""
        rows = cls._default_manager.filter(week=monday(), **what)
        if not rows.update(count=models.F("count") + 1):
            cls._default_manager.bulk_create(
                [cls(week=monday(), **what)], ignore_conflicts=True
            )
            rows.update(count=models.F("count") + 1)
