"""JSON in, JSON out, for the few addresses that are not a page."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from chat.realtime.frames import Rate
from chat.wire import Shape, ShapeError, check, parse_object
from platform_site.staff.access import staff_of
from platform_site.staff.models import User
from platform_site.staff.roles import Role

MOST_BYTES = 32 * 1024
View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    user: User


def refusal(code: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code}, status=status)


def takes(shape: Shape) -> Callable[[View], View]:
    """Hands the view the body of a POST, checked; anything else is a 400 `shape`."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return refusal("method", 405)
            try:
                found = check(parse_object(_body(request)), shape)
            except ShapeError:
                return refusal("shape", 400)
            return view(request, found, *args, **kwargs)

        return checked

    return decorate


def bounded(rate: Rate) -> Callable[[View], View]:
    """So much of everybody together: deliberately no address, so no share for each."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not rate.allows():
                return refusal("later", 503)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def _body(request: HttpRequest) -> bytes:
    told = request.headers.get("Content-Length") or "0"
    # Refused before it is read where its length was told, after that where it was not.
    if not told.isdecimal() or int(told) > MOST_BYTES or len(request.body) > MOST_BYTES:
        raise ShapeError
    return request.body


def counsellor_only(view: View) -> View:
    """For addresses a script asks: no page to log in, and no address for others."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = staff_of(request)
        if user is None:
            return refusal("session", 401)
        if not user.has_role(Role.COUNSELLOR):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
