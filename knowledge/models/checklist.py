from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from knowledge.models.reading import ReadingPage


class ChecklistPage(ReadingPage):
    class For(models.TextChoices):
        RELATIVES = "relatives", _("ouders en naasten")
        SCHOOL = "school", _("school")
        YOUTH_WORK = "youth work", _("jongerenwerk")
        POLICE = "police", _("politie en toezicht")
        NEIGHBOURHOOD = "neighbourhood", _("wijkteam en schuldhulp")

    made_for = models.CharField(_("voor wie"), max_length=16, choices=For.choices)

    parent_page_types = ["knowledge.TopicPage"]
    subpage_types: list[str] = []
    content_panels = [FieldPanel("made_for"), *ReadingPage.content_panels]

    class Meta:
        verbose_name = _("signalenlijst")
        verbose_name_plural = _("signalenlijsten")
