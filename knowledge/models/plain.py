from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from knowledge.models.portal_page import ABOUT_LAW
from knowledge.models.reading import ReadingPage


class PlainPage(ReadingPage):
    """Privacy, who we are, accessibility: what stands at the foot of every page."""

    legal = models.BooleanField(
        _("gaat over recht"), default=False, help_text=ABOUT_LAW
    )

    parent_page_types = ["knowledge.HomePage"]
    subpage_types: list[str] = []
    settings_panels = [*ReadingPage.settings_panels, FieldPanel("legal")]

    class Meta:
        verbose_name = _("gewone pagina")
        verbose_name_plural = _("gewone pagina's")
