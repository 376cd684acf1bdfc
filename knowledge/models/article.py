from django.utils.translation import gettext_lazy as _

from knowledge.models.reading import ReadingPage


class ArticlePage(ReadingPage):
    parent_page_types = ["knowledge.TopicPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("artikel")
        verbose_name_plural = _("artikelen")


class StoryPage(ReadingPage):
    """Composed of many lives, of nobody's in particular; the page says so."""

    parent_page_types = ["knowledge.TopicPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("verhaal")
        verbose_name_plural = _("verhalen")
