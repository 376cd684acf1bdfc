"""What a file must be before it is taken in."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from knowledge.editing import alt_text

# How a file begins that is what its name says; texts begin in any way.
BEGINNINGS = {
    ".pdf": (0, b"%PDF"),
    ".docx": (0, b"PK\x03\x04"),
    ".odt": (0, b"PK\x03\x04"),
    ".mp4": (4, b"ftyp"),
    ".webm": (0, b"\x1a\x45\xdf\xa3"),
    ".vtt": (0, b"WEBVTT"),
}


class KeptFile:
    """A file is not replaced under pages that colleagues approved with it in them."""

    instance: Any
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("file", None)


class ImageForm(KeptFile, BaseImageForm):
    class Meta(BaseImageForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if described := self.fields.get("description"):
            described.required = True
            described.help_text = _("Wat er te zien is, in één zin.")

    def clean_description(self) -> str:
        words = str(self.cleaned_data["description"])
        alt_text.validate(words)
        return words


class DocumentForm(KeptFile, BaseDocumentForm):
    class Meta(BaseDocumentForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            file.help_text = _(
                "Een document of een video gaat online zoals het is, met alles wat "
                "erin staat: wie het schreef, wanneer en soms waar. Haal dat eerst weg."
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and not begins_as_named(file):
            raise ValidationError(_("Dit bestand is niet wat de naam zegt."))
        return file


def begins_as_named(file: Any) -> bool:
    skipped, expected = BEGINNINGS.get(PurePath(file.name).suffix.lower(), (0, b""))
    file.seek(skipped)
    begins = file.read(len(expected)) == expected
    file.seek(0)
    return bool(begins)
