"""Blocks that lead on: to another page, to an organisation, to a human."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge import navigation


class RelatedBlock(blocks.ListBlock):
    class Meta:
        icon = "link"
        label = _("Lees ook")
        template = "knowledge/blocks/related.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            blocks.PageChooserBlock(label=_("pagina")), min_num=1, max_num=4, **kwargs
        )

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"cards": navigation.cards(value)}


class OrganisationBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120, label=_("naam"))
    does = blocks.CharBlock(max_length=200, label=_("wat ze doen"))
    phone = blocks.CharBlock(required=False, max_length=30, label=_("telefoon"))
    hours = blocks.CharBlock(required=False, max_length=120, label=_("wanneer"))
    url = blocks.URLBlock(required=False, label=_("adres op het web"))

    class Meta:
        icon = "group"
        label = _("Organisatie")
        template = "knowledge/blocks/organisation.html"


class ChatBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("kop"))
    text = blocks.CharBlock(required=False, max_length=200, label=_("tekst"))

    class Meta:
        icon = "comment"
        label = _("Uitnodiging om te praten")
        template = "knowledge/blocks/chat.html"
