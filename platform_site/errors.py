"""Pages for when something is wrong; none says what was asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from platform_site.context import page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return shown(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return shown(request, "500.html", 500)


def shown(request: HttpRequest, template: str, status: int) -> HttpResponse:
    # Rendered without the request: what broke may be the session or the database.
    return HttpResponse(render_to_string(template, page(request)), status=status)
