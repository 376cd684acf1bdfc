from typing import Any, NoReturn

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from platform_site.origins import on_chat
from platform_site.staff import access, roles


@require_safe
@access.staff_required()
def home(request: HttpRequest) -> HttpResponse:
    user = access.staff_of(request)
    assert user is not None
    held = [name for role, name in roles.NAMES.items() if user.has_role(role)]
    shown = {
        "account": user,
        "held": held,
        "on_chat": on_chat(request),
        "counsels": user.has_role(*roles.OF_THE_CHAT),
        "edits": user.has_perm("wagtailadmin.access_admin"),
        "has_factor": not settings.DEMO
        or access.proves_second_factor(request.session, user),
    }
    return render(request, "staff/home.html", shown)


def to_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's own login would let a password alone in."""
    to = request.GET.get("next", "/cms/")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': to})}")


def to_account(request: HttpRequest) -> HttpResponse:
    """Wagtail's own page asks for an address and changes a password alone."""
    return redirect("staff_home")


def absent(request: HttpRequest, *args: Any, **kwargs: Any) -> NoReturn:
    """Exists in a library, not in this product."""
    raise Http404
