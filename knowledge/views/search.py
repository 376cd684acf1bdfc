"""The search page: a word that is looked for is in the body of a request, and nowhere
else: not in an address, a log line, the cache or a row."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods

from knowledge import home, navigation
from knowledge.made_of import kept_whole
from knowledge.search.reply import Reply, reply
from platform_site.origins import posted_from_site

KINDS = ["text/html", "application/json"]


@require_http_methods(["GET", "HEAD", "POST"])
@posted_from_site
@kept_whole
def search(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, {})
    typed = request.POST.get("q", "")
    answered = reply(typed, get_language() or "")
    response = _answer(request, typed, answered)
    patch_cache_control(response, no_store=True)
    return response


def _answer(request: HttpRequest, typed: str, answered: Reply) -> HttpResponse:
    if request.get_preferred_type(KINDS) == "application/json":
        return JsonResponse(answered)
    # A few words of what was sent, whatever its length: it goes back into the field.
    return _page(request, {"typed": typed[:100], "answer": answered})


def _page(request: HttpRequest, more: dict[str, Any]) -> HttpResponse:
    around = home.surroundings(request)
    if around is None:
        raise Http404
    others = [_in(other) for other in around["translations"]]
    told = {"url": _full(request.path), "translations": others, "searching": True}
    return render(request, "knowledge/search.html", around | told | more)


def _in(other: navigation.Translation) -> navigation.Translation:
    with override(other["code"]):
        path = reverse("knowledge:search")
    return other | {"url": path, "full_url": _full(path)}


def _full(path: str) -> str:
    return f"{settings.SITE_ORIGIN}{path}"
