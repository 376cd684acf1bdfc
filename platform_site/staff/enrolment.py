"""A new member of staff, or one who lost the second factor, comes in by a link."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.staff import accounts, devices, qr
from platform_site.staff.accounts import LinkSpentError
from platform_site.staff.forms import EnrolmentForm

LINK = "staff_enrolment"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_safe
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Takes the token out of the address at once; it stays in the session."""
    try:
        accounts.of_link(token)
    except LinkSpentError:
        return spent(request)
    request.session.flush()
    request.session[LINK] = token
    return redirect("staff_enrolment")


@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "POST"])
def enrolment(request: HttpRequest) -> HttpResponse:
    token = request.session.get(LINK)
    if token is None:
        raise Http404
    try:
        user = accounts.of_link(token)
    except LinkSpentError:
        return spent(request)
    secret = get_totp_secret()
    form = EnrolmentForm(request.POST or None, user=user, secret=secret)
    if request.method == "POST" and form.is_valid():
        return finish(request, token, form)
    side, path = qr.outline(get_adapter().build_totp_url(user, secret))
    shown = {"form": form, "account": user, "secret": secret, "side": side, "qr": path}
    return render(request, "staff/enrolment.html", shown)


def finish(request: HttpRequest, token: str, form: EnrolmentForm) -> HttpResponse:
    try:
        user = accounts.enrol(
            token, password=form.cleaned_data["password"], totp_secret=form.secret
        )
    except LinkSpentError:
        return spent(request)
    clear_totp_secret(request)
    del request.session[LINK]
    login(request, user, backend=BACKEND)
    record_authentication(request, user, "mfa", type="totp", reauthenticated=True)
    response = redirect("mfa_view_recovery_codes")
    devices.remember(request, response, user.login)
    return response


def spent(request: HttpRequest) -> HttpResponse:
    return render(request, "staff/link_spent.html", status=410)


@require_safe
def needed(request: HttpRequest) -> HttpResponse:
    return render(request, "staff/enrolment_needed.html", status=403)
