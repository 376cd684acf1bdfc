"""What the portal answers besides its pages."""

from knowledge.views.clear import clear
from knowledge.views.desk import status
from knowledge.views.search import search

__all__ = ["clear", "search", "status"]
