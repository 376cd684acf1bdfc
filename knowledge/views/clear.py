from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.models import Page

from knowledge.models import Clarity
from platform_site.origins import posted_from_site


@require_POST
@posted_from_site
def clear(request: HttpRequest, page_id: int) -> HttpResponse:
    read = Page.objects.live().public().filter(depth__gt=1)
    page = get_object_or_404(read.select_related("locale"), pk=page_id)
    answer = request.POST.get("clear")
    if answer not in Clarity.Answer.values:
        return HttpResponseBadRequest()
    # Deliberately without a mark in the browser: we cannot know who answered before.
    Clarity.add(page=page, answer=answer)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    response = HttpResponseRedirect(f"{page.get_url()}#bedankt")
    response.status_code = 303
    return response
