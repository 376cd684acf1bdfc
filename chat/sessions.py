"""The visitor's session: a random cookie; the server keeps only its hash."""

import hashlib
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.cookie import parse_cookie

from chat.models import Conversation

COOKIE = "__Host-s" if settings.HTTPS else "s"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def of_request(request: HttpRequest) -> str:
    """The hash of the session in the cookie, or an empty string."""
    token = request.COOKIES.get(COOKIE, "")
    return hashed(token) if token else ""


def of_headers(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The same, from the raw headers of a socket's handshake."""
    lines = [value.decode("latin-1") for name, value in headers if name == b"cookie"]
    token = parse_cookie("; ".join(lines)).get(COOKIE, "")
    return hashed(token) if token else ""


def conversation(session_hash: str) -> Conversation | None:
    if not session_hash:
        return None
    return Conversation.objects.filter(session_hash=session_hash).first()


def convs_of(session_hashes: list[str]) -> list[str | None]:
    """The conversation of each session, if it has one."""
    found = Conversation.objects.filter(session_hash__in=session_hashes)
    convs = dict(found.values_list("session_hash", "pk"))
    return [convs.get(session_hash) for session_hash in session_hashes]


def give(response: HttpResponse, token: str) -> None:
    # Without max_age: it ends with the browser, and the server forgets it earlier.
    response.set_cookie(
        COOKIE, token, secure=settings.HTTPS, httponly=True, samesite="Strict"
    )


def take_back(response: HttpResponse) -> None:
    response.set_cookie(
        COOKIE,
        "",
        max_age=0,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
