from django.utils.translation import gettext_lazy as _

from knowledge.models.reading import ReadingPage


class PlainPage(ReadingPage):
    """Privacy, who we are, accessibility: what stands at the foot of every page."""

    parent_page_types = ["knowledge.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("gewone pagina")
        verbose_name_plural = _("gewone pagina's")
