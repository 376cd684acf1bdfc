"""The three doors, and the topics behind each."""

from typing import Any, TypedDict

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from knowledge import navigation
from knowledge.made_of import worked_out
from knowledge.models.portal_page import ABOUT_LAW, PortalPage
from knowledge.models.self_check import SelfCheckPage
from knowledge.navigation import Card


class DoorCard(Card):
    audience: str


class Shelf(TypedDict):
    """A topic of a door, with what stands in it."""

    title: str
    url: str
    cards: list[Card]


class Behind(TypedDict):
    """All that stands behind a door."""

    shelves: list[Shelf]
    self_checks: list[Card]
    loose: list[Card]


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
        context.update(_behind(self.path))
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


@worked_out
def doors_of(home: str) -> list[DoorCard]:
    """Of the home page at this path."""
    found = DoorPage.objects.filter(path__startswith=home, depth=3)
    return [
        {
            "url": door.get_url(),
            "title": door.heading,
            "text": door.note or door.lead,
            "audience": door.audience,
        }
        for door in found.live().public()
    ]


@worked_out
def _behind(path: str) -> Behind:
    depth = len(path) // Page.steplen + 1
    below = Page.objects.filter(path__startswith=path, depth__gte=depth).live().public()
    found = list(below.defer_streamfields().specific())
    direct = [page for page in found if page.depth == depth]
    topics = [page for page in direct if isinstance(page, TopicPage)]
    checks = [page for page in direct if isinstance(page, SelfCheckPage)]
    loose = [page for page in direct if page not in [*topics, *checks]]
    return {
        "shelves": [_shelf(topic, found) for topic in topics],
        "self_checks": list(map(navigation.card, checks)),
        "loose": list(map(navigation.card, loose)),
    }


def _shelf(topic: Any, below: list[Page]) -> Shelf:
    return {
        "title": topic.heading,
        "url": topic.get_url(),
        "cards": [navigation.card(page) for page in below if page.is_child_of(topic)],
    }
