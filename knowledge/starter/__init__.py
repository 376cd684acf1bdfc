"""The first pages of an empty portal, from the texts in this folder."""

from knowledge.starter.plant import plant

__all__ = ["plant"]
