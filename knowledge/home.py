"""The home page's menu, for what is no page of the CMS itself."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from knowledge import navigation
from knowledge.made_of import worked_out
from knowledge.models import HomePage


def surroundings(request: HttpRequest) -> dict[str, Any] | None:
    """As around the home page in the language of the request, if there is one."""
    home_id = _home_in(get_language() or "")
    if home_id is None:
        return None
    # No more of it than its surroundings depend on.
    home = HomePage.objects.only("path", "translation_key").get(pk=home_id)
    return navigation.around(home, request)


@worked_out
def _home_in(language: str) -> int | None:
    homes = HomePage.objects.live().public().filter(locale__language_code=language)
    found: int | None = homes.values_list("pk", flat=True).first()
    return found
