"""Blocks of running text."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge import reading

# No headings: those are blocks, so that a page has one list of contents.
TEXT_FEATURES = ["bold", "ul", "ol", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Kop")
        template = "knowledge/blocks/heading.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, help_text=_("Liefst een vraag."), **kwargs)

    def get_context(
        self, value: str, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"anchor": reading.anchor(value)}


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Tekst")
        template = "knowledge/blocks/text.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        [
            ("calm", _("rustig")),
            ("warning", _("let op")),
            ("danger", _("gevaar nu")),
        ],
        default="calm",
        label=_("toon"),
        help_text=_("Gevaar nu: alleen met 112, hooguit één op een pagina."),
    )
    heading = blocks.CharBlock(max_length=120, label=_("kop"))
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("tekst"))

    class Meta:
        icon = "info-circle"
        label = _("Kader")
        template = "knowledge/blocks/callout.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("woorden"))
    by = blocks.CharBlock(
        label=_("van wie"),
        help_text=_("Alleen samengestelde stemmen; zeg dat erbij."),
    )

    class Meta:
        icon = "openquote"
        label = _("Citaat")
        template = "knowledge/blocks/quote.html"


class FactBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("feit"), help_text=_("Eén of twee zinnen."))
    source = blocks.CharBlock(label=_("bron"), help_text=_("Uitgever en titel."))
    url = blocks.URLBlock(required=False, label=_("adres van de bron"))
    date = blocks.DateBlock(label=_("datum van de bron"))

    class Meta:
        icon = "calendar-check"
        label = _("Feit met bron")
        template = "knowledge/blocks/fact.html"
