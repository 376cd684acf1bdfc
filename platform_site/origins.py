"""Two origins, one process: the Host header chooses the URLconf."""

from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost, PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseNotFound,
)
from django.urls import set_urlconf
from django.views.decorators.csrf import csrf_exempt

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., Any]


def netloc(origin: str) -> str:
    return urlsplit(origin).netloc


def on_chat(request: HttpRequest) -> bool:
    """Whether this request came to the origin of chat and console."""
    # A preview is rendered by the CMS, whatever host its page is configured with.
    if getattr(request, "is_dummy", False):
        return False
    return request.headers.get("Host") == netloc(settings.CHAT_ORIGIN)


class OriginMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.is_ours(request):
            return HttpResponseNotFound()
        urlconf = settings.CHAT_URLCONF if on_chat(request) else settings.ROOT_URLCONF
        request.urlconf = urlconf
        # Middleware below may reverse addresses before Django resolves the request's.
        set_urlconf(urlconf)
        return self.get_response(request)

    @staticmethod
    def is_ours(request: HttpRequest) -> bool:
        if getattr(request, "is_dummy", False):
            return True
        try:
            host = request.get_host()
        except DisallowedHost:
            # Answered here, so that no log line repeats the host.
            return False
        return host in {netloc(settings.SITE_ORIGIN), netloc(settings.CHAT_ORIGIN)}


def from_chat_origin(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == settings.CHAT_ORIGIN


def exact_origin(view: View) -> View:
    """For what visitors post: no CSRF cookie exists, so the Origin must be ours."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not from_chat_origin(request):
            return HttpResponseForbidden()
        return view(request, *args, **kwargs)

    @wraps(view)
    async def checked_async(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not from_chat_origin(request):
            return HttpResponseForbidden()
        return await view(request, *args, **kwargs)

    return csrf_exempt(checked_async if iscoroutinefunction(view) else checked)


def posted_from_site(view: View) -> View:
    """The same for what readers of the portal post; with a page that says no."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        own = request.headers.get("Origin") == settings.SITE_ORIGIN
        if request.method == "POST" and not own:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
