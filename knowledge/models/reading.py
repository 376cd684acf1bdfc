"""Pages that are read from top to bottom."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from knowledge import reading
from knowledge.blocks import body_blocks, source_blocks
from knowledge.editing.panels import ReadabilityPanel
from knowledge.models.portal_page import PortalPage


class ReadingPage(PortalPage):
    legal = models.BooleanField(
        _("gaat over recht"),
        default=False,
        help_text=_(
            "Vink dit aan als er staat wat de wet, de politie of de rechter mag of "
            "doet. Een collega keurt de pagina goed voor ze online gaat."
        ),
    )
    body = StreamField(body_blocks(), verbose_name=_("tekst"))
    sources = StreamField(
        source_blocks(),
        verbose_name=_("bronnen"),
        blank=True,
        help_text=_("Waar de feiten vandaan komen: uitgever, titel en jaar."),
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("body"),
        FieldPanel("sources"),
        ReadabilityPanel(),
        FieldPanel("legal"),
        PortalPage.review_panel,
    ]

    class Meta:
        abstract = True

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["minutes"] = reading.minutes(self)
        context["contents"] = reading.contents(self)
        return context
