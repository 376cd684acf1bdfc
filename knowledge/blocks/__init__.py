"""The building stones of a page; each has a template of its own name."""

from knowledge.blocks.lists import (
    home_step_blocks,
    source_blocks,
    statement_blocks,
)
from knowledge.blocks.stream import body_blocks
from knowledge.blocks.text import TEXT_FEATURES

__all__ = [
    "TEXT_FEATURES",
    "body_blocks",
    "home_step_blocks",
    "source_blocks",
    "statement_blocks",
]
