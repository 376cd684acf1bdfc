"""The portal's origin: pages for readers and the CMS; nothing of the chat."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from knowledge.sitemap import robots, sitemap
from platform_site.health import health
from platform_site.staff.views import absent, to_account, to_login
from platform_site.uploads import upload

handler400 = "platform_site.errors.bad_request"
handler403 = "knowledge.views.lost.forbidden"
handler404 = "knowledge.views.lost.not_found"
handler500 = "platform_site.errors.server_error"

# Wagtail's own ways in stay reachable with a password alone unless they are shadowed,
# and its forms for accounts do not know ours.
shadows = [
    path("cms/login/", to_login),
    path("cms/account/", to_account),
    re_path(r"^cms/(password_reset|users|groups)/", absent),
    re_path(r"^(en/)?_util/(login|authenticate_with_password)/", absent),
]

urlpatterns = [
    path("health/", health, name="health"),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap),
    path("uploads/<path:path>", upload, name="upload"),
    *shadows,
    path("cms/", include(wagtailadmin_urls)),
    *i18n_patterns(
        path("staff/", include("platform_site.staff.urls")),
        path("", include("knowledge.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
