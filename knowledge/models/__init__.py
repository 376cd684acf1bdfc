"""The pages of the portal and the words they share, one concept per file."""

from knowledge.models.article import ArticlePage, StoryPage
from knowledge.models.checklist import ChecklistPage
from knowledge.models.clarity import Clarity
from knowledge.models.doors import DoorPage, TopicPage
from knowledge.models.glossary import GlossaryPage, Term
from knowledge.models.home import HomePage
from knowledge.models.link_check import LinkCheck
from knowledge.models.page_refresh import PageRefresh
from knowledge.models.plain import PlainPage
from knowledge.models.portal_page import PortalPage
from knowledge.models.questions import QuestionsPage
from knowledge.models.reading import ReadingPage
from knowledge.models.search_entry import Posting, SearchEntry
from knowledge.models.search_miss import SearchMiss
from knowledge.models.second_eyes_task import SecondEyesTask
from knowledge.models.self_check import SelfCheckPage
from knowledge.models.synonym import Synonym
from knowledge.models.word import Word

__all__ = [
    "ArticlePage",
    "ChecklistPage",
    "Clarity",
    "DoorPage",
    "GlossaryPage",
    "HomePage",
    "LinkCheck",
    "PageRefresh",
    "PlainPage",
    "PortalPage",
    "Posting",
    "QuestionsPage",
    "ReadingPage",
    "SearchEntry",
    "SearchMiss",
    "SecondEyesTask",
    "SelfCheckPage",
    "StoryPage",
    "Synonym",
    "Term",
    "TopicPage",
    "Word",
]
