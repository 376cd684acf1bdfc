"""Who is signed in: one question for pages and for sockets.

Outside demo mode a password alone never counts. Use `staff_required(*roles)` on views,
`staff_of_sessions` for sockets, and ask again when it matters: an account that was
disabled meanwhile is nobody.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import Http404, HttpRequest
from django.http.cookie import parse_cookie
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from platform_site.staff.models import User
from platform_site.staff.roles import Role
from platform_site.staff.sessions import ChatSession, cookie_name

PROOFS = "account_authentication_methods"
PROVEN_USER = "account_authentication_methods_user"
# A session that came with a request, or what is in one.
Facts = SessionBase | Mapping[str, Any]


def proves_second_factor(session: Facts, user: User) -> bool:
    if session.get(PROVEN_USER) != str(user.pk):
        return False
    return any(proof.get("method") == "mfa" for proof in session.get(PROOFS, []))


def is_enough(session: Facts, user: User) -> bool:
    return bool(settings.DEMO) or proves_second_factor(session, user)


def staff_of(request: HttpRequest) -> User | None:
    user = request.user
    if isinstance(user, User) and user.is_active and is_enough(request.session, user):
        return user
    return None


def staff_of_sessions(keys: list[str]) -> list[User | None]:
    """Django's own questions, for many sessions of the chat's origin at once."""
    alive = Session.objects.filter(
        session_key__in=keys, expire_date__gt=timezone.now()
    ).values_list("session_key", "session_data")
    sessions = {key: ChatSession().decode(data) for key, data in alive}
    ids = {int(session.get(SESSION_KEY) or 0) for session in sessions.values()}
    active = User.objects.filter(pk__in=ids, is_active=True).prefetch_related("groups")
    users = {user.pk: user for user in active}
    found = (sessions.get(key, {}) for key in keys)
    return [
        _proven(session, users.get(int(session.get(SESSION_KEY) or 0)))
        for session in found
    ]


def _proven(session: Facts, user: User | None) -> User | None:
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    if user is None or not is_enough(session, user):
        return None
    stored = session.get(HASH_SESSION_KEY, "")
    return user if constant_time_compare(stored, user.get_session_auth_hash()) else None


def session_of_scope(scope: dict[str, Any]) -> str:
    """The key of the session that a socket's cookie names, or nothing."""
    # HTTP/2 may send cookies in several lines.
    lines = [value for name, value in scope["headers"] if name == b"cookie"]
    cookies = parse_cookie(b"; ".join(lines).decode("latin1"))
    key = cookies.get(cookie_name(chat=True), "")
    # Many are asked for at once: what the database takes for no text would spoil it for all.
    return key if key.isascii() and key.isalnum() else ""


def staff_of_scope(scope: dict[str, Any]) -> User | None:
    [user] = staff_of_sessions([session_of_scope(scope)])
    return user


def signed_in(scope_or_request: HttpRequest | dict[str, Any]) -> bool:
    """Whether this is somebody of the staff."""
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
