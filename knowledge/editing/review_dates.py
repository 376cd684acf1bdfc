"""Which live pages must be looked through again, and soon."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import django_filters
from django.apps import apps
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import DateColumn, LocaleColumn, TitleColumn
from wagtail.admin.ui.tables.pages import PageTypeColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page

from knowledge.models import DoorPage, PortalPage

SOON = dt.timedelta(days=30)


def kinds() -> Iterator[str]:
    for model in apps.get_app_config("knowledge").get_models():
        if issubclass(model, PortalPage):
            yield str(model._meta.model_name)


def due(by: dt.date | None = None) -> QuerySet[Page]:
    """The most urgent first; each has `review_by` and `reviewed_on`."""
    last = by or timezone.localdate() + SOON
    dates = {
        name: Coalesce(*[f"{kind}__{name}" for kind in kinds()])
        for name in ("review_by", "reviewed_on")
    }
    found: QuerySet[Page] = Page.objects.live().annotate(**dates)
    return found.filter(review_by__lte=last).order_by("review_by", "title")


def doors(request: Any) -> QuerySet[Page]:
    found: QuerySet[Page] = DoorPage.objects.all()
    return found


class ReviewFilter(WagtailFilterSet):
    locale = django_filters.ModelChoiceFilter(
        label=_("Taal"), queryset=Locale.objects.all()
    )
    door = django_filters.ModelChoiceFilter(
        label=_("Deur"), queryset=doors, method="behind"
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def behind(self, pages: Any, name: str, door: Page) -> Any:
        return pages.descendant_of(door, inclusive=True)


class ReviewReport(ReportView):
    page_title = _("Nakijken")
    header_icon = "calendar-check"
    model = Page
    filterset_class = ReviewFilter
    index_url_name = "knowledge_review"
    index_results_url_name = "knowledge_review_results"
    any_permission_required = ["add", "change", "publish"]
    default_ordering = "review_by"
    list_export = [
        "title",
        "locale.language_code",
        "url_path",
        "reviewed_on",
        "review_by",
    ]
    export_headings = {
        "locale.language_code": _("Taal"),
        "url_path": _("Plek"),
        "reviewed_on": _("Nagekeken op"),
        "review_by": _("Nakijken voor"),
    }
    columns = [
        TitleColumn("title", label=_("Pagina"), url_name="wagtailadmin_pages:edit"),
        LocaleColumn(),
        PageTypeColumn("type", label=_("Soort")),
        DateColumn("reviewed_on", label=_("Nagekeken op")),
        DateColumn("review_by", label=_("Nakijken voor")),
    ]

    def get_base_queryset(self) -> QuerySet[Page]:
        return due().select_related("locale", "content_type")


class ReviewPanel(Component):
    """The reminder: staff have no e-mail address here, so it waits where they begin."""

    name = "review"
    order = 205
    template_name = "knowledge/editing/review_panel.html"
    SHOWN = 8

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        pages = list(due().select_related("locale"))
        today = timezone.localdate()
        return {
            "pages": pages[: self.SHOWN],
            "count": len(pages),
            "late": sum(page.review_by < today for page in pages),
            "today": today,
        }


class ReviewMenuItem(MenuItem):
    def __init__(self) -> None:
        super().__init__(
            _("Nakijken"),
            reverse("knowledge_review"),
            name="review",
            icon_name="calendar-check",
            order=10,
        )

    def render_component(self, request: Any) -> Any:
        component = super().render_component(request)
        if count := due().count():
            component.label = f"{self.label} ({count})"
        return component
