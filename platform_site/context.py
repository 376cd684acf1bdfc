"""What every template may know."""

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    return {
        "site_name": settings.SITE_NAME,
        "site_origin": settings.SITE_ORIGIN,
        "chat_origin": settings.CHAT_ORIGIN,
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "demo": settings.DEMO,
    }
