"""Blocks that are rows of short texts."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.blocks.text import TEXT_FEATURES


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, max_length=120, label=_("kop"))
    items = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "link"]), min_num=2, label=_("stappen")
    )

    class Meta:
        icon = "list-ol"
        label = _("Stappen")
        template = "knowledge/blocks/steps.html"


class SignalsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("kop"))
    items = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "link"]), min_num=1, label=_("signalen")
    )

    class Meta:
        icon = "list-ul"
        label = _("Signalen")
        template = "knowledge/blocks/signals.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=160, label=_("vraag"))
    answer = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("antwoord"))

    class Meta:
        icon = "help"
        label = _("Vraag en antwoord")
        template = "knowledge/blocks/question.html"


class StatementBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=140, label=_("zin"))
    weight = blocks.ChoiceBlock(
        [
            ("sign", _("teken")),
            ("pressure", _("druk")),
            ("danger", _("gevaar")),
        ],
        default="sign",
        label=_("hoe zwaar"),
        help_text=_("Gevaar laat zien hoe iemand nu hulp krijgt."),
    )

    class Meta:
        icon = "check"
        label = _("Zin")


class HomeStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("titel"))
    text = blocks.CharBlock(max_length=160, label=_("tekst"))

    class Meta:
        icon = "list-ol"
        label = _("Stap")


def statement_blocks() -> blocks.StreamBlock:
    return blocks.StreamBlock(
        [("statement", StatementBlock())],
        max_num=12,
        help_text=_(
            "Tien zinnen van hooguit twaalf woorden, over wat iemand meemaakt."
        ),
    )


def home_step_blocks() -> blocks.StreamBlock:
    return blocks.StreamBlock([("step", HomeStepBlock())], max_num=5)


def source_blocks() -> blocks.StreamBlock:
    return blocks.StreamBlock(
        [("source", blocks.CharBlock(icon="doc-full", label=_("Bron")))],
        required=False,
    )
