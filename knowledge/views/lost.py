"""A page of the portal that is not there, or not for this request: with ways on."""

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

from knowledge import home
from platform_site.context import page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _shown(request, "404.html", 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _shown(request, "403.html", 403)


def _shown(request: HttpRequest, template: str, status: int) -> HttpResponse:
    # Without the request: whoever is logged in, and why it failed, is no part of it.
    html = render_to_string(template, page(request) | _around(request))
    response = HttpResponse(html, status=status)
    # Without it a browser may keep that a page is not there, and miss it when it is.
    patch_cache_control(response, no_store=True)
    return response


def _around(request: HttpRequest) -> dict[str, Any]:
    try:
        return home.surroundings(request) or {}
    except DatabaseError:
        return {}
