from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.counted import Counted


class SearchMiss(Counted):
    """How often, in a week, a word of ours was searched and no page was found.

    Any other word that is typed is deliberately stored nowhere, not even hashed: it
    may be a name, and a hash of a name can be guessed.
    """

    language = models.CharField(_("taal"), max_length=8, choices=settings.LANGUAGES)
    word = models.CharField(_("woord"), max_length=60)

    class Meta:
        verbose_name = _("zoekwoord zonder resultaat")
        verbose_name_plural = _("zoekwoorden zonder resultaat")
        ordering = ["-week", "-count", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["week", "language", "word"], name="one_miss_a_week"
            )
        ]

    def __str__(self) -> str:
        return self.word
