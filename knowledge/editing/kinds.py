"""Which file belongs where in a video."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def film(document: Any) -> None:
    if document.file_extension.lower() not in {"mp4", "webm"}:
        raise ValidationError(_("Kies een bestand .mp4 of .webm."))


def captions(document: Any) -> None:
    if document.file_extension.lower() != "vtt":
        raise ValidationError(_("Kies een bestand .vtt."))
