"""Wrong passwords cost a growing wait per account, never an account."""

from typing import Any

from axes.handlers.cache import AxesCacheHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from platform_site.staff.devices import known_device

FREE_TRIES = 4
LONGEST_WAIT_S = 60
FORGET_AFTER_S = 3600


def wait_s(failures: int) -> int:
    beyond = failures - FREE_TRIES
    return min(2**beyond, LONGEST_WAIT_S) if beyond > 0 else 0


def no_address(request: HttpRequest) -> None:
    """Deliberately none: nobody is counted by where they are."""
    return


def counter_key(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    login = str((credentials or {}).get("username") or "").casefold()
    # A browser that logged in before has a count of its own: the lock is no weapon.
    subject = f"{login}\n{known_device(request, login)}"
    return "staff-delay-" + salted_hmac("staff.delay", subject).hexdigest()


class GrowingDelay(AxesCacheHandler):
    def is_locked(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> bool:
        key = counter_key(request, credentials)
        return self.cache.get(f"{key}-wait") is not None

    def get_failures(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        return int(self.cache.get(counter_key(request, credentials), 0))

    def user_login_failed(
        self,
        sender: Any,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **kwargs: Any,
    ) -> None:
        # A try during the wait was not looked at, so it does not make it longer.
        if request is None or getattr(request, "axes_locked_out", False):
            return
        key = counter_key(request, credentials)
        if wait := wait_s(self.count(key)):
            self.cache.set(f"{key}-wait", True, wait)

    def count(self, key: str) -> int:
        self.cache.add(key, 0, FORGET_AFTER_S)
        try:
            failures = int(self.cache.incr(key))
        except ValueError:
            # It expired between the two.
            self.cache.set(key, 1, FORGET_AFTER_S)
            return 1
        self.cache.touch(key, FORGET_AFTER_S)
        return failures

    def user_logged_in(
        self, sender: Any, request: HttpRequest, user: Any, **kwargs: Any
    ) -> None:
        key = counter_key(request, {"username": user.get_username()})
        self.cache.delete_many([key, f"{key}-wait"])

    def user_logged_out(
        self, sender: Any, request: HttpRequest, user: Any, **kwargs: Any
    ) -> None:
        return


def wait_page(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    return render(request, "staff/wait.html", status=429)
