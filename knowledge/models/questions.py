from django.utils.translation import gettext_lazy as _

from knowledge.models.reading import ReadingPage


class QuestionsPage(ReadingPage):
    parent_page_types = ["knowledge.DoorPage", "knowledge.TopicPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("vragen en antwoorden")
        verbose_name_plural = _("vragen en antwoorden")
