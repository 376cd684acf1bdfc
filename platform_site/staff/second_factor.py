"""Whoever has a session without a proven second factor is sent away, everywhere."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from platform_site.origins import GetResponse, on_chat
from platform_site.staff import access
from platform_site.staff.sessions import cookie_name


class SecondFactorMiddleware:
    """The last wall; logging in without a factor is already refused before it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Readers have no cookie, and must not get a page that varies by one.
        if cookie_name(chat=on_chat(request)) not in request.COOKIES:
            return self.get_response(request)
        if request.user.is_authenticated and access.staff_of(request) is None:
            logout(request)
            return redirect("staff_enrolment_needed")
        return self.get_response(request)
