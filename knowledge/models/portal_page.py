"""What every page of the portal has."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from knowledge import made_of, navigation
from knowledge.editing.panels import SecondEyesPanel
from knowledge.forms import HouseCopyForm, PortalPageForm
from knowledge.models.editorial import Editorial

ABOUT_LAW = _("Een collega keurt dit en alles eronder goed voor het online gaat.")


class PortalPage(Editorial, Page):
    heading = models.CharField(
        _("kop"),
        max_length=120,
        help_text=_(
            "Staat boven de tekst. De titel staat in het menu en in de "
            "geschiedenis van de browser: houd die neutraal."
        ),
    )
    lead = models.TextField(
        _("inleiding"),
        blank=True,
        help_text=_("Een of twee korte zinnen onder de kop."),
    )
    summary = models.CharField(
        _("samenvatting"),
        max_length=160,
        blank=True,
        help_text=_(
            "Staat op kaartjes, in zoekmachines en in het voorbeeld als iemand de "
            "pagina deelt. Houd haar bij pagina's voor jongeren neutraal."
        ),
    )

    reviewed_on = models.DateField(
        _("nagekeken op"),
        null=True,
        blank=True,
        help_text=_("Feiten, telefoonnummers en links kloppen op deze dag."),
    )
    review_by = models.DateField(
        _("opnieuw nakijken voor"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Recht en telefoonnummers: elk half jaar. De rest: elk jaar."),
    )

    base_form_class = PortalPageForm
    copy_form_class = HouseCopyForm
    content_panels = [
        SecondEyesPanel(),
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("lead"),
    ]
    review_panel = MultiFieldPanel(
        [FieldPanel("reviewed_on"), FieldPanel("review_by")], heading=_("Nakijken")
    )
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("summary"), FieldPanel("show_in_menus")],
            heading=_("Vindbaar en veilig"),
        ),
    ]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Wagtail finds it under endless other paths too, with slashes to spare.
        if request.path == self.get_url(request):
            made_of.keep()
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(navigation.around(self, request))
        return context

    def get_full_url(self, request: HttpRequest | None = None) -> str:
        return navigation.full_url(self)
