"""Staff accounts are made by `manage.py staff`, so the CMS does not show any."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

HIDDEN = {"users", "groups"}


@hooks.register("construct_settings_menu")  # type: ignore[untyped-decorator]
def hide_accounts(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN]
