"""Tells every process what was changed of all that pages are made of.

A row is written with the change itself, so neither exists without the other.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import post_page_move

from knowledge.made_of import UNSHOWN
from knowledge.models import PageRefresh

# Besides pages. What stands in neither list makes a page that shows it impossible to
# keep, instead of wrong.
WATCHED = (
    *("knowledge.Term", "knowledge.Synonym"),
    *("wagtailcore.Site", "wagtailcore.Locale", "wagtailcore.PageViewRestriction"),
    *("wagtailimages.Image", "wagtailimages.Rendition", "wagtaildocs.Document"),
)
NEVER_CHANGES = "django_content_type"
# What all addresses are made of; Wagtail keeps those outside the database.
EVERYTHING = ("wagtailcore_site", "wagtailcore_locale")
KEPT_FOR = timedelta(days=1)
ONE_AFTER_ANOTHER = 4_702_653

_listeners: list[Callable[[], None]] = []


def tell(listener: Callable[[], None]) -> None:
    """Called after every change that this process has made, in its thread."""
    _listeners.append(listener)


@cache
def watched() -> frozenset[type[models.Model]]:
    """The models themselves: migrations have others, and no table to write to yet."""
    named = {apps.get_model(label) for label in WATCHED}
    return frozenset(named | {m for m in apps.get_models() if issubclass(m, Page)})


@cache
def known_tables() -> frozenset[str]:
    return frozenset({NEVER_CHANGES, *(model._meta.db_table for model in watched())})


def connect() -> None:
    post_save.connect(_on_save, dispatch_uid="page-refresh")
    post_delete.connect(_on_delete, dispatch_uid="page-refresh")
    # It writes the tree by hand, so no row is saved.
    post_page_move.connect(_on_delete, dispatch_uid="page-refresh")


def _on_save(
    sender: type[models.Model], update_fields: Any = None, **kwargs: Any
) -> None:
    if sender in watched() and not _draft_only(sender, update_fields):
        changed(sender)


def _on_delete(sender: type[models.Model], **kwargs: Any) -> None:
    if sender in watched():
        changed(sender)


def _draft_only(model: type[models.Model], fields: Any) -> bool:
    if not fields:
        return False
    return {model._meta.get_field(name).attname for name in fields} <= UNSHOWN  # type: ignore[union-attr]


def changed(model: type[models.Model]) -> None:
    tables = {model, *model._meta.get_parent_list()}
    with transaction.atomic():
        _queue_up()
        PageRefresh.objects.create(tables=sorted(m._meta.db_table for m in tables))
        transaction.on_commit(_tell_all)


def _queue_up() -> None:
    """A serial must not be overtaken: who reads a later one has read them all."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AFTER_ANOTHER])


def _tell_all() -> None:
    for listener in _listeners:
        listener()


def run_due() -> None:
    """Forgets old rows; the newest stays, so that a gap can be seen."""
    newest = PageRefresh.objects.last()
    if newest is not None:
        old = PageRefresh.objects.filter(at__lt=timezone.now() - KEPT_FOR)
        old.exclude(pk=newest.pk).delete()
