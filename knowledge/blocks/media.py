"""Blocks to look at or listen to; nothing comes from others."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from knowledge import pictures
from knowledge.blocks.text import TEXT_FEATURES
from knowledge.drawings import DRAWINGS
from knowledge.editing import alt_text, kinds

Rules = Mapping[str, Callable[[Any], None]]


def checked(value: Any, rules: Rules) -> Any:
    errors = {}
    for name, rule in rules.items():
        try:
            rule(value[name])
        except ValidationError as error:
            errors[name] = error
    if errors:
        raise blocks.StructBlockValidationError(block_errors=errors)
    return value


class IllustrationBlock(blocks.ChoiceBlock):
    """A drawing says nothing the text does not say, so it has no words of its own."""

    choices = DRAWINGS

    class Meta:
        icon = "image"
        label = _("Tekening")
        template = "knowledge/blocks/illustration.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("beeld"))
    alt = blocks.CharBlock(
        max_length=200,
        label=_("wat is er te zien"),
        help_text=_("Verplicht: zo ziet ook wie niet kan kijken het beeld."),
    )
    caption = blocks.CharBlock(required=False, max_length=200, label=_("bijschrift"))

    class Meta:
        icon = "image"
        label = _("Beeld")
        template = "knowledge/blocks/picture.html"

    def clean(self, value: Any) -> Any:
        return checked(super().clean(value), {"alt": alt_text.validate})

    def bulk_to_python(self, values: Any) -> Any:
        """All pictures of a page, with the files they are shown from."""
        found = super().bulk_to_python(values)
        pictures.fetch(each["image"] for each in found)
        return found


class VideoBlock(blocks.StructBlock):
    """A file of our own: a player of others would tell them who was here."""

    title = blocks.CharBlock(max_length=120, label=_("titel"))
    video = DocumentChooserBlock(
        label=_("video"), help_text=_("Een bestand .mp4 of .webm.")
    )
    captions = DocumentChooserBlock(
        label=_("ondertiteling"), help_text=_("Een bestand .vtt.")
    )
    transcript = blocks.RichTextBlock(
        features=TEXT_FEATURES,
        label=_("uitgeschreven tekst"),
        help_text=_("Alles wat gezegd wordt en te zien is."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "knowledge/blocks/video.html"

    def clean(self, value: Any) -> Any:
        rules = {"video": kinds.film, "captions": kinds.captions}
        return checked(super().clean(value), rules)
