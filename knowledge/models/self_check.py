from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from knowledge.blocks import TEXT_FEATURES, statement_blocks
from knowledge.models.portal_page import PortalPage


class SelfCheckPage(PortalPage):
    """Statements to recognise; what is ticked stays in the reader's own page."""

    statements = StreamField(statement_blocks(), verbose_name=_("zinnen"))
    none_heading = models.CharField(_("kop"), max_length=120)
    none_text = RichTextField(_("tekst"), features=TEXT_FEATURES)
    some_heading = models.CharField(_("kop"), max_length=120)
    some_text = RichTextField(_("tekst"), features=TEXT_FEATURES)
    danger_heading = models.CharField(_("kop"), max_length=120)
    danger_text = RichTextField(_("tekst"), features=TEXT_FEATURES)

    parent_page_types = ["knowledge.DoorPage"]
    subpage_types: list[str] = []
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("statements"),
        MultiFieldPanel(
            [FieldPanel("none_heading"), FieldPanel("none_text")],
            heading=_("Als niets is aangetikt"),
        ),
        MultiFieldPanel(
            [FieldPanel("some_heading"), FieldPanel("some_text")],
            heading=_("Als iets is aangetikt"),
        ),
        MultiFieldPanel(
            [FieldPanel("danger_heading"), FieldPanel("danger_text")],
            heading=_("Als iets gevaarlijks is aangetikt"),
        ),
        PortalPage.review_panel,
    ]

    class Meta:
        verbose_name = _("zelftest")
        verbose_name_plural = _("zelftests")
