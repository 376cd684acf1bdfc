from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

register = template.Library()


@register.simple_tag(takes_context=True)
def other_languages(context: dict[str, Any]) -> list[dict[str, str]]:
    """The same page in the other languages, named in themselves."""
    path = context["request"].path
    return [
        {
            "url": translate_url(path, code),
            "name": get_language_info(code)["name_local"].capitalize(),
            "code": code,
        }
        for code, _ in settings.LANGUAGES
        if code != get_language()
    ]
