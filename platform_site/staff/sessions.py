"""A session belongs to one origin: its cookie's name and its signature say which."""

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from platform_site.origins import GetResponse, on_chat


class PortalSession(DatabaseSession):
    """Signed under the name of this class."""


class ChatSession(PortalSession):
    """Another class name is another salt: the portal's data does not verify here."""


# Django's tools (clearsessions, the test client) look for this name.
SessionStore = PortalSession


def cookie_name(*, chat: bool) -> str:
    return str(settings.CHAT_COOKIE_NAME if chat else settings.SESSION_COOKIE_NAME)


class OriginSessionMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chat = on_chat(request)
        name = cookie_name(chat=chat)
        store = ChatSession if chat else PortalSession
        request.session = store(request.COOKIES.get(name))
        response = self.get_response(request)
        self.keep(request, response, name)
        return response

    def keep(self, request: HttpRequest, response: HttpResponse, name: str) -> None:
        session = request.session
        # Looking for a CSRF token in nothing is no dependence: readers' pages stay one.
        if session.accessed and (name in request.COOKIES or not session.is_empty()):
            patch_vary_headers(response, ("Cookie",))
        if session.is_empty():
            if name in request.COOKIES and session.accessed:
                response.delete_cookie(name)
        elif session.modified and response.status_code < 500:
            self.save(request)
            self.hand_out(response, name, str(session.session_key))

    @staticmethod
    def save(request: HttpRequest) -> None:
        try:
            request.session.save()
        except UpdateError as error:
            raise SessionInterrupted("The session ended meanwhile.") from error

    @staticmethod
    def hand_out(response: HttpResponse, name: str, key: str) -> None:
        """No lifetime: closing the browser ends it.

        Lax, not Strict: a link from a mail, like the one to enrol, must find it again.
        """
        response.set_cookie(
            name,
            key,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
