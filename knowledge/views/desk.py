from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from knowledge import desk


@require_safe
@cache_control(public=True, max_age=10)
def status(request: HttpRequest) -> JsonResponse:
    report = desk.status()
    return JsonResponse({"state": report.state, "words": report.words})
