"""What makes words about a picture useless to somebody who cannot see it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FILE_NAME = re.compile(
    r"\.(jpe?g|png|gif|webp|avif|heic)$|^(img|dsc|image|foto|photo|pxl|screenshot)"
    r"[ _-]?\d+",
    re.IGNORECASE,
)
SAYS_IT_IS_ONE = re.compile(
    r"^(een |an? )?(foto|afbeelding|plaatje|beeld|image|photo|picture)s? (van|of)\b",
    re.IGNORECASE,
)


def validate(text: str) -> None:
    if FILE_NAME.search(text.strip()):
        raise ValidationError(
            _("Dit is de naam van het bestand. Zeg wat er te zien is.")
        )
    if SAYS_IT_IS_ONE.search(text.strip()):
        raise ValidationError(
            _("Laat ‘foto van’ weg: wie luistert, weet al dat het een beeld is.")
        )
