"""The three doors, and the topics behind each."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from knowledge import navigation
from knowledge.models.portal_page import ABOUT_LAW, PortalPage


class DoorPage(PortalPage):
    class Audience(models.TextChoices):
        YOUNG = "young", _("jongeren")
        AROUND = "around", _("mensen om hen heen")
        PROFESSIONAL = "professional", _("professionals")

    audience = models.CharField(
        _("voor wie"),
        max_length=16,
        choices=Audience.choices,
        help_text=_("Kiest het teken van de deur en de regels voor haar pagina's."),
    )
    note = models.CharField(
        _("tekst op de deur"),
        max_length=160,
        blank=True,
        help_text=_("Eén zin op de startpagina."),
    )

    parent_page_types = ["knowledge.HomePage"]
    subpage_types = [
        "knowledge.TopicPage",
        "knowledge.SelfCheckPage",
        "knowledge.QuestionsPage",
    ]
    content_panels = [
        FieldPanel("audience"),
        *PortalPage.content_panels,
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("deur")
        verbose_name_plural = _("deuren")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context.update(navigation.behind(self))
        return context


class TopicPage(PortalPage):
    legal = models.BooleanField(
        _("gaat over recht"), default=False, help_text=ABOUT_LAW
    )

    parent_page_types = ["knowledge.DoorPage"]
    subpage_types = [
        "knowledge.ArticlePage",
        "knowledge.StoryPage",
        "knowledge.ChecklistPage",
        "knowledge.QuestionsPage",
    ]
    settings_panels = [*PortalPage.settings_panels, FieldPanel("legal")]

    class Meta:
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["cards"] = navigation.cards_under(self)
        return context
