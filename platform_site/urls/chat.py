"""The chat's origin: visitor's chat and console; no CMS, no uploads."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from platform_site.health import health

handler400 = "platform_site.errors.bad_request"
handler500 = "platform_site.errors.server_error"

urlpatterns = [
    path("health/", health, name="health"),
    *i18n_patterns(
        path("staff/", include("platform_site.staff.urls")),
        path("", include("chat.urls")),
        prefix_default_language=False,
    ),
]
