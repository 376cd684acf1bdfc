"""The two pages of the chat's origin; all that lives in them comes by JavaScript."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chat import desk
from chat.console_words import console_words
from chat.words import visitor_words
from platform_site.staff.access import staff_required
from platform_site.staff.roles import Role


def _socket(path: str) -> str:
    return settings.CHAT_ORIGIN.replace("http", "ws", 1) + path


def _home() -> str:
    return f"{settings.SITE_ORIGIN}/" + ("" if get_language() == "nl" else "en/")


@require_safe
def visitor(request: HttpRequest) -> HttpResponse:
    config = {
        "socket": _socket("/ws/chat/"),
        "api": "/chat/api/",
        "home": _home(),
        "exitUrl": settings.QUICK_EXIT_URL,
        "lang": get_language(),
        "build": settings.BUILD,
    }
    context = {"config": config, "words": visitor_words()}
    return render(request, "chat/visitor.html", context)


@staff_required(Role.COUNSELLOR)
@require_safe
def console(request: HttpRequest) -> HttpResponse:
    config = {
        "socket": _socket("/ws/console/"),
        "api": reverse("chat:console") + "api/",
        "lang": get_language(),
        "team": desk.TEAM,
        "limit": settings.CONVERSATIONS_AT_ONCE,
        "build": settings.BUILD,
    }
    context = {"config": config, "words": console_words()}
    return render(request, "chat/console.html", context)
