from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet


@register_snippet
class Synonym(models.Model):
    """A word that people type, and the word that stands in our texts; only for search."""

    language = models.CharField(_("taal"), max_length=8, choices=settings.LANGUAGES)
    word = models.CharField(_("wat iemand typt"), max_length=60)
    means = models.CharField(_("wat wij schrijven"), max_length=60)

    panels = [FieldPanel("language"), FieldPanel("word"), FieldPanel("means")]

    class Meta:
        verbose_name = _("zoekwoord")
        verbose_name_plural = _("zoekwoorden")
        ordering = ["language", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "word", "means"], name="one_synonym_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.means}"
