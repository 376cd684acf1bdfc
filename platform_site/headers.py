"""Security headers, chosen per origin and path."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path

from platform_site import policies
from platform_site.origins import GetResponse, on_chat

SENSORS = (
    "accelerometer",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join(f"{name}=()" for name in SENSORS)


def first_step(request: HttpRequest) -> str:
    """The first part of the path behind the language."""
    path = request.path_info
    if language := get_language_from_path(path):
        path = path.removeprefix(f"/{language}")
    return path.split("/")[1] if path.startswith("/") else ""


def policy_for(request: HttpRequest) -> policies.Policy:
    if on_chat(request):
        return policies.chat()
    if getattr(request, "is_dummy", False):
        return policies.preview()
    if request.path_info.startswith("/cms/"):
        return policies.cms()
    return policies.portal()


class OriginCSPMiddleware(CSPMiddleware):
    # EXCLUDE_URL_PREFIXES would take the header away altogether.
    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        if report_only:
            return PolicyParts()
        return PolicyParts(config=policy_for(request))


class HeadersMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        step = first_step(request)
        if on_chat(request):
            self.isolate(response, visitor=step not in {"staff", "console"})
        if on_chat(request) or step in {"staff", "cms"}:
            patch_cache_control(response, no_store=True)
        return response

    @staticmethod
    def isolate(response: HttpResponse, *, visitor: bool) -> None:
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        if visitor:
            # Only here, where nothing is posted by a form: Origin would be null.
            response.headers["Referrer-Policy"] = "no-referrer"
