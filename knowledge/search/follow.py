"""Keeps the index in step with what editors do."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.signals import post_page_move

from knowledge.models import PortalPage, SearchEntry, Synonym, Term
from knowledge.search import index, vocabulary


def follow(app: AppConfig) -> None:
    for model in get_page_models():
        # A page can be saved as what it is or as the plain page it also is.
        if model is Page or issubclass(model, PortalPage):
            post_save.connect(page_saved, sender=model)
    post_delete.connect(page_gone, sender=SearchEntry)
    post_page_move.connect(page_moved)
    for signal in (post_save, post_delete):
        signal.connect(wall_changed, sender=PageViewRestriction)
        signal.connect(synonym_changed, sender=Synonym)
        signal.connect(term_changed, sender=Term)
    post_migrate.connect(fill, sender=app)


def page_saved(instance: Page, *, raw: bool = False, **more: Any) -> None:
    # A draft saves only fields around the page; what is live has not changed.
    if not raw and more.get("update_fields") is None:
        index.put([instance.pk])


def page_gone(instance: SearchEntry, **more: Any) -> None:
    vocabulary.refresh(instance.language)


def page_moved(instance: Page, **more: Any) -> None:
    _put_with_all_below(instance)


def wall_changed(instance: PageViewRestriction, **more: Any) -> None:
    _put_with_all_below(instance.page)


def synonym_changed(instance: Synonym, **more: Any) -> None:
    vocabulary.refresh(instance.language)


def term_changed(instance: Term, **more: Any) -> None:
    vocabulary.refresh(instance.locale.language_code)


def _put_with_all_below(page: Page) -> None:
    below = Page.objects.descendant_of(page, inclusive=True)
    index.put(list(below.values_list("pk", flat=True)))


def fill(**more: Any) -> None:
    """After migrating: pages that were there before search was."""
    if Page.objects.filter(depth__gt=2).exists() and not SearchEntry.objects.exists():
        index.rebuild()
