"""Hard words in plain ones: on a page of their own, and where they occur."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet

from knowledge import reading
from knowledge.models.portal_page import PortalPage


@register_snippet
class Term(TranslatableMixin):
    word = models.CharField(_("woord"), max_length=60)
    also = models.TextField(
        _("ook geschreven als"),
        blank=True,
        help_text=_("Andere vormen die in teksten staan, één per regel."),
    )
    plain = models.TextField(
        _("in gewone taal"), help_text=_("Een tot drie korte zinnen.")
    )

    panels = [FieldPanel("word"), FieldPanel("also"), FieldPanel("plain")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("woord uit de woordenlijst")
        verbose_name_plural = _("woordenlijst")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    @property
    def anchor(self) -> str:
        return reading.anchor(self.word)

    @property
    def forms(self) -> list[str]:
        """Every spelling to look for in a text, the word itself first."""
        lines = (line.strip() for line in self.also.splitlines())
        return [self.word, *filter(None, lines)]


class GlossaryPage(PortalPage):
    parent_page_types = ["knowledge.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("woordenlijst")
        verbose_name_plural = _("woordenlijsten")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["terms"] = Term.objects.filter(locale=self.locale)
        return context
