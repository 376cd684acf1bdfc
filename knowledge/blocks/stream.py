from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.blocks.lists import QuestionBlock, SignalsBlock, StepsBlock
from knowledge.blocks.media import IllustrationBlock, PictureBlock, VideoBlock
from knowledge.blocks.text import (
    CalloutBlock,
    FactBlock,
    HeadingBlock,
    QuoteBlock,
    TextBlock,
)
from knowledge.blocks.ways_on import ChatBlock, OrganisationBlock, RelatedBlock

TEXT, LISTS, MEDIA, ON = _("Tekst"), _("Lijsten"), _("Beeld"), _("Verder")


def body_blocks() -> blocks.StreamBlock:
    """All that may stand in a page, in the order an editor is offered it."""
    return blocks.StreamBlock(
        [
            ("heading", HeadingBlock(group=TEXT)),
            ("text", TextBlock(group=TEXT)),
            ("callout", CalloutBlock(group=TEXT)),
            ("quote", QuoteBlock(group=TEXT)),
            ("fact", FactBlock(group=TEXT)),
            ("steps", StepsBlock(group=LISTS)),
            ("signals", SignalsBlock(group=LISTS)),
            ("question", QuestionBlock(group=LISTS)),
            ("illustration", IllustrationBlock(group=MEDIA)),
            ("picture", PictureBlock(group=MEDIA)),
            ("video", VideoBlock(group=MEDIA)),
            ("organisation", OrganisationBlock(group=ON)),
            ("chat", ChatBlock(group=ON)),
            ("related", RelatedBlock(group=ON)),
        ],
        block_counts={"chat": {"max_num": 1}, "related": {"max_num": 1}},
    )
