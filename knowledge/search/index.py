"""The index: of every page that everybody may read, its words and their weights."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from knowledge.models import PortalPage, Posting, SearchEntry
from knowledge.search import texts, vocabulary

# Lists of values in one statement: SQLite allows few variables.
AT_ONCE = 500


def put(ids: list[int]) -> None:
    """Brings these pages up to date, from their rows: an object may hold a draft."""
    with transaction.atomic():
        shown = Page.objects.filter(pk__in=ids).live().public()
        pages = shown.select_related("locale").specific()
        kept = {page.pk: page for page in pages if texts.is_found(page)}
        SearchEntry.objects.filter(pk__in=set(ids) - set(kept)).delete()
        for language in filter(None, {_write(page) for page in kept.values()}):
            vocabulary.refresh(language)


def rebuild() -> None:
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        put(list(Page.objects.live().values_list("pk", flat=True)))
        for language, _ in settings.LANGUAGES:
            vocabulary.refresh(language)


def _write(page: PortalPage) -> str:
    """Gives the language of the page if its words have changed."""
    language: str = page.locale.language_code
    read = texts.read(page, language)
    before = SearchEntry.objects.filter(page=page).first()
    entry = SearchEntry(
        page_id=page.pk,
        language=language,
        heading=page.heading,
        text=page.summary or page.lead,
        words=read.words,
    )
    if before and _shown(before) == _shown(entry) and _weights(page) == read.weights:
        return ""
    # Whoever writes the same page at this moment waits here.
    SearchEntry.objects.bulk_create(
        [entry],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["language", "heading", "text", "words"],
    )
    entry.postings.all().delete()
    Posting.objects.bulk_create(
        [
            Posting(entry=entry, language=language, key=key, weight=weight)
            for key, weight in sorted(read.weights.items())
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    return language


def _shown(entry: SearchEntry) -> tuple[str, ...]:
    return entry.language, entry.heading, entry.text, entry.words


def _weights(page: PortalPage) -> dict[str, float]:
    rows = Posting.objects.filter(entry=page.pk)
    return dict(rows.values_list("key", "weight"))
