from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from platform_site.staff.models import User

CODE_HINTS = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "class": "input input--short",
}


def dress(field: forms.Field, *, label: Any, short: bool = False) -> None:
    field.label = label
    field.widget.attrs["class"] = "input input--short" if short else "input"
    field.widget.attrs.pop("placeholder", None)


class StaffLoginForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A session ends with the browser, for everybody.
        self.fields.pop("remember", None)
        dress(self.fields["login"], label=_("Inlognaam"))
        dress(self.fields["password"], label=_("Wachtwoord"))
        self.fields["password"].help_text = ""


class StaffCodeForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields["code"], label=_("Code"), short=True)


class StaffReauthenticateForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields["code"], label=_("Code"), short=True)


class StaffChangePasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields["oldpassword"], label=_("Wachtwoord van nu"))
        dress(self.fields["password1"], label=_("Nieuw wachtwoord"))
        dress(self.fields["password2"], label=_("Nog een keer"))
        self.fields["password1"].help_text = _("Minstens 12 tekens.")


class EnrolmentForm(forms.Form):
    password = forms.CharField(
        label=_("Nieuw wachtwoord"),
        help_text=_("Minstens 12 tekens. Een paar losse woorden is goed."),
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password", "class": "input"}
        ),
        strip=False,
    )
    again = forms.CharField(
        label=_("Nog een keer"),
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password", "class": "input"}
        ),
        strip=False,
    )
    code = forms.CharField(
        label=_("Code uit de app"),
        help_text=_("Zes cijfers. Elke halve minuut komt er een nieuwe."),
        widget=forms.TextInput(attrs=CODE_HINTS),
    )

    def __init__(self, *args: Any, user: User, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.secret = secret

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("De twee wachtwoorden zijn niet gelijk."))
        return again

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not validate_totp_code(self.secret, code):
            raise forms.ValidationError(
                _("Deze code klopt niet. Wacht op de volgende en probeer het opnieuw.")
            )
        return code
