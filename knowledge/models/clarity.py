from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.counted import Counted


class Clarity(Counted):
    """How often, in a week, readers found a page clear.

    Deliberately nothing of who answered, so nobody can be kept from answering twice.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("ja")
        PARTLY = "partly", _("een beetje")
        NO = "no", _("nee")

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("pagina"),
        on_delete=models.CASCADE,
        related_name="clarity",
    )
    answer = models.CharField(_("antwoord"), max_length=8, choices=Answer.choices)

    class Meta:
        verbose_name = _("was dit duidelijk")
        verbose_name_plural = _("was dit duidelijk")
        ordering = ["-week", "page", "answer"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "week", "answer"], name="one_clarity_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.answer}"
