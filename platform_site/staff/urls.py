from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from django.urls import path

from platform_site.staff import enrolment, views

urlpatterns = [
    path("", views.home, name="staff_home"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/authenticate/", factor.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", factor.reauthenticate, name="mfa_reauthenticate"),
    path(
        "2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        "2fa/recovery-codes/generate/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("enrolment/", enrolment.enrolment, name="staff_enrolment"),
    path("enrolment/needed/", enrolment.needed, name="staff_enrolment_needed"),
    path("enrolment/<str:token>/", enrolment.follow_link, name="staff_enrolment_link"),
]

# allauth reverses these names; what they stand for does not exist here: accounts are
# made by an administrator, nobody has an address, and a factor is never taken off.
ABSENT = {
    "signup/": "account_signup",
    "inactive/": "account_inactive",
    "email/": "account_email",
    "confirm-email/": "account_email_verification_sent",
    "password/set/": "account_set_password",
    "password/reset/": "account_reset_password",
    "login/code/confirm/": "account_confirm_login_code",
    "2fa/": "mfa_index",
    "2fa/totp/activate/": "mfa_activate_totp",
    "2fa/totp/deactivate/": "mfa_deactivate_totp",
    "2fa/recovery-codes/download/": "mfa_download_recovery_codes",
}
urlpatterns += [path(at, views.absent, name=name) for at, name in ABSENT.items()]
