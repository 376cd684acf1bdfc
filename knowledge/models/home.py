from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from knowledge import made_of, navigation
from knowledge.blocks import TEXT_FEATURES, home_step_blocks
from knowledge.models.doors import doors_of
from knowledge.models.portal_page import PortalPage


class HomePage(PortalPage):
    talk_note = models.CharField(
        _("regel onder de chatknop"),
        max_length=160,
        help_text=_("Wat iemand moet weten voor de eerste tik."),
    )
    welcome = models.CharField(
        _("voor wie ook"),
        max_length=200,
        blank=True,
        help_text=_("Zeg dat ook wie twijfelt welkom is."),
    )
    doors_heading = models.CharField(
        _("kop boven de deuren"),
        max_length=120,
        help_text=_("De deuren zelf zijn de pagina's van die soort hieronder."),
    )
    signs_heading = models.CharField(_("kop boven de zinnen"), max_length=120)
    signs = models.TextField(
        _("zinnen om te herkennen"), help_text=_("Eén zin per regel, hooguit vijf.")
    )
    signs_text = models.TextField(_("tekst onder de zinnen"), blank=True)
    signs_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("pagina om verder te lezen"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    steps_heading = models.CharField(_("kop boven de stappen"), max_length=120)
    step_list = StreamField(home_step_blocks(), verbose_name=_("stappen"))
    privacy_heading = models.CharField(_("kop over geheim"), max_length=120)
    privacy_text = RichTextField(
        _("tekst over geheim"),
        features=TEXT_FEATURES,
        help_text=_("Schrijf alleen wat waar is van het draaiende systeem."),
    )
    watched_heading = models.CharField(_("kop over meekijken"), max_length=120)
    watched_text = RichTextField(_("tekst over meekijken"), features=TEXT_FEATURES)

    # One for each language, planted with the site; no editor makes another.
    is_creatable = False
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "knowledge.DoorPage",
        "knowledge.GlossaryPage",
        "knowledge.PlainPage",
    ]
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("talk_note"),
        FieldPanel("welcome"),
        FieldPanel("doors_heading"),
        MultiFieldPanel(
            [
                FieldPanel("signs_heading"),
                FieldPanel("signs"),
                FieldPanel("signs_text"),
                FieldPanel("signs_page"),
            ],
            heading=_("Herkennen"),
        ),
        MultiFieldPanel(
            [FieldPanel("steps_heading"), FieldPanel("step_list")],
            heading=_("Hoe de chat gaat"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("privacy_heading"),
                FieldPanel("privacy_text"),
                FieldPanel("watched_heading"),
                FieldPanel("watched_text"),
            ],
            heading=_("Geheim en veilig"),
        ),
    ]

    class Meta:
        verbose_name = _("startpagina")
        verbose_name_plural = _("startpagina's")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """All steps at once: Wagtail asks two questions for each."""
        if not path_components:
            return super().route(request, path_components)
        url_path = "/".join([self.url_path.rstrip("/"), *path_components, ""])
        live = Page.objects.live().select_related("locale")
        found = live.filter(url_path=url_path).first()
        if found is None:
            raise Http404
        # A page that moves has another address itself.
        made_of.forget_the_way()
        page = found.specific
        page.locale = found.locale
        return RouteResult(page)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["doors"] = doors_of(self.path)
        context["signs_cards"] = navigation.cards([self.signs_page])
        return context

    @property
    def sign_lines(self) -> list[str]:
        return [line.strip() for line in self.signs.splitlines() if line.strip()]
