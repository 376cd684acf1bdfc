from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from knowledge.editing import links
from knowledge.models import LinkCheck


@dataclass(frozen=True)
class Row:
    address: str
    pages: list[Page]
    check: LinkCheck | None

    @property
    def is_bad(self) -> bool:
        return self.check is not None and not self.check.is_fine


def rows(pages: list[Page]) -> list[Row]:
    """What went wrong first, then what nobody asked yet, then the rest."""
    checks = {check.address: check for check in LinkCheck.objects.all()}
    found = [
        Row(address, at, checks.get(address))
        for address, at in links.outside(pages).items()
    ]
    return sorted(found, key=lambda row: (not row.is_bad, bool(row.check), row.address))


class LinkReport(WagtailAdminTemplateMixin, TemplateView):
    template_name = "knowledge/editing/link_report.html"
    page_title = _("Links")
    header_icon = "link"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = list(links.live_pages())
        here = {"url": "", "label": self.page_title}
        return context | {
            "breadcrumbs_items": [*self.breadcrumbs_items, here],
            "broken": links.broken(pages),
            "rows": rows(pages),
        }


def menu_item() -> MenuItem:
    url = reverse("knowledge_links")
    return MenuItem(_("Links"), url, name="links", icon_name="link", order=20)
