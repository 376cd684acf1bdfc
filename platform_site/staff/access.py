"""Who is signed in: one question for pages and for sockets.

Outside demo mode a password alone never counts. Use `staff_required(*roles)` on views,
`await staff_of_socket(scope)` in consumers, and ask again when it matters: an account
that was disabled meanwhile is nobody.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest
from django.http.cookie import parse_cookie
from django.shortcuts import resolve_url
from django.utils.crypto import constant_time_compare

from platform_site.staff.models import User
from platform_site.staff.roles import Role
from platform_site.staff.sessions import ChatSession, cookie_name

PROOFS = "account_authentication_methods"
PROVEN_USER = "account_authentication_methods_user"


def proves_second_factor(session: SessionBase, user: User) -> bool:
    if session.get(PROVEN_USER) != str(user.pk):
        return False
    return any(proof.get("method") == "mfa" for proof in session.get(PROOFS, []))


def is_enough(session: SessionBase, user: User) -> bool:
    return bool(settings.DEMO) or proves_second_factor(session, user)


def staff_of(request: HttpRequest) -> User | None:
    user = request.user
    if isinstance(user, User) and user.is_active and is_enough(request.session, user):
        return user
    return None


def staff_of_session(session: SessionBase) -> User | None:
    """Django's own questions, for a session that did not come with a request."""
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = User.objects.filter(
        pk=int(session.get(SESSION_KEY) or 0), is_active=True
    ).first()
    if user is None or not is_enough(session, user):
        return None
    stored = session.get(HASH_SESSION_KEY, "")
    return user if constant_time_compare(stored, user.get_session_auth_hash()) else None


def staff_of_scope(scope: dict[str, Any]) -> User | None:
    # HTTP/2 may send cookies in several lines.
    lines = [value for name, value in scope["headers"] if name == b"cookie"]
    cookies = parse_cookie(b"; ".join(lines).decode("latin1"))
    key = cookies.get(cookie_name(chat=True))
    return staff_of_session(ChatSession(key)) if key else None


staff_of_socket = database_sync_to_async(staff_of_scope)


def signed_in(scope_or_request: HttpRequest | dict[str, Any]) -> bool:
    """For synchronous code; consumers await `staff_of_socket`."""
    if isinstance(scope_or_request, dict):
        return staff_of_scope(scope_or_request) is not None
    return staff_of(scope_or_request) is not None


def staff_required(*roles: Role) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Strangers log in first; for the wrong role the page does not exist."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            user = staff_of(request)
            if user is None:
                return redirect_to_login(
                    request.get_full_path(), resolve_url(settings.LOGIN_URL)
                )
            if roles and not user.has_role(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
