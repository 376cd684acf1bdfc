from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort: neem minstens %(length)d tekens.") % {
            "length": self.min_length
        }
