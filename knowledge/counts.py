"""What editors see of the counts: which words lead nowhere, which pages are not clear."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from knowledge.models import Clarity, SearchMiss
from knowledge.models.counted import monday

# A quarter of a year: long enough to mean something, short enough to be about this text.
WEEKS = 13


class MissesReport(ReportView):
    model = SearchMiss
    page_title = _("Gezocht, niet gevonden")
    header_icon = "search"
    index_url_name = "search_misses"
    index_results_url_name = "search_misses_results"
    columns = [
        Column("word", label=_("woord")),
        Column("language", label=_("taal"), accessor="get_language_display"),
        Column("week", label=_("week van")),
        Column("count", label=_("aantal")),
    ]
    list_export = ["word", "language", "week", "count"]


class ClarityReport(ReportView):
    model = Page
    page_title = _("Was dit duidelijk?")
    header_icon = "help"
    index_url_name = "clarity"
    index_results_url_name = "clarity_results"
    columns = [
        TitleColumn(
            "title",
            label=_("pagina"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        *(Column(answer.value, label=answer.label) for answer in Clarity.Answer),
    ]
    list_export = ["title", *Clarity.Answer.values]

    def get_queryset(self) -> Any:
        since = Q(clarity__week__gt=monday() - timedelta(weeks=WEEKS))
        counts = {
            answer: Coalesce(Sum("clarity__count", filter=Q(clarity__answer=answer)), 0)
            for answer in Clarity.Answer.values
        }
        answered = Page.objects.filter(since).annotate(**counts)
        return answered.order_by("-no", "-partly", "title")


REPORTS: dict[str, Any] = {
    "search_misses": MissesReport,
    "clarity": ClarityReport,
}


def urls() -> list[URLPattern]:
    pages = [
        path(f"reports/{name}/", report.as_view(), name=name)
        for name, report in REPORTS.items()
    ]
    parts = [
        path(
            f"reports/{name}/results/",
            report.as_view(results_only=True),
            name=f"{name}_results",
        )
        for name, report in REPORTS.items()
    ]
    return [*pages, *parts]


def menu_item(name: str) -> MenuItem:
    report = REPORTS[name]
    return MenuItem(
        report.page_title,
        reverse(name),
        name=name,
        icon_name=report.header_icon,
        order=900,
    )
