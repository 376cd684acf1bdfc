"""What search engines may look at: every page, in every language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from knowledge.made_of import kept_whole, worked_out
from knowledge.navigation import full_url


@require_safe
@kept_whole
def sitemap(request: HttpRequest) -> HttpResponse:
    pages = [] if settings.DEMO else _pages()
    return render(request, "knowledge/sitemap.xml", {"pages": pages}, "application/xml")


@require_safe
@kept_whole
def robots(request: HttpRequest) -> HttpResponse:
    # Who looks for help must never find a demonstration instead.
    lines = ["User-agent: *"]
    if settings.DEMO:
        lines.append("Disallow: /")
    else:
        lines += ["Disallow: /cms/", "Disallow: /staff/"]
        lines.append(f"Sitemap: {settings.SITE_ORIGIN}/sitemap.xml")
    return HttpResponse("\n".join([*lines, ""]), "text/plain; charset=utf-8")


@worked_out
def _pages() -> list[dict[str, Any]]:
    """Each page with the addresses of the same page in all languages."""
    every = Page.objects.live().public().filter(depth__gte=2).select_related("locale")
    groups: dict[Any, dict[str, str]] = {}
    found = [(page, full_url(page)) for page in every.order_by("path")]
    for page, url in found:
        groups.setdefault(page.translation_key, {})[page.locale.language_code] = url
    return [
        {
            "url": url,
            "changed": page.last_published_at,
            "languages": list(groups[page.translation_key].items()),
        }
        for page, url in found
    ]
