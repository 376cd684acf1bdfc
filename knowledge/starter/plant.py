"""Plants the first pages, once: what an editor has changed is left alone."""

import uuid
from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from knowledge.editing import second_eyes
from knowledge.models import HomePage, PortalPage
from knowledge.starter import texts, words
from knowledge.starter.fill import fill
from knowledge.starter.rich import PageIds
from knowledge.starter.tree import TREE, Branch

# The same page in each language has a key of translation made from its key of text.
NAMESPACE = uuid.UUID("6f0a6c1e-8f0e-4c0b-9d53-8f6f0d1f3c11")


@transaction.atomic
def plant() -> HomePage:
    homes = {code: _plant_language(code) for code in texts.LANGUAGES}
    _point_site_at(homes["nl"])
    return homes["nl"]


def _plant_language(code: str) -> HomePage:
    locale, _ = Locale.objects.get_or_create(language_code=code)
    standing: HomePage | None = HomePage.objects.filter(locale=locale).first()
    if standing:
        return standing
    words.plant(locale)
    home = HomePage(locale=locale, translation_key=_key("home"), slug=code)
    text = texts.read(code, "home")
    # Pages link to pages that stand further on, so each is filled twice.
    ids: PageIds = defaultdict(int)
    fill(home, text, ids)
    Page.get_first_root_node().add_child(instance=home)
    pages: list[tuple[PortalPage, dict[str, Any]]] = [(home, text)]
    for branch in TREE:
        _grow(branch, home, pages, ids)
    for page, text in pages:
        fill(page, text, ids)
        with second_eyes.reviewed_as_code():
            page.save_revision().publish()
    return home


def _grow(
    branch: Branch,
    parent: PortalPage,
    pages: list[tuple[PortalPage, dict[str, Any]]],
    ids: PageIds,
) -> None:
    text = texts.read(parent.locale.language_code, branch.key)
    page = branch.kind(
        locale=parent.locale, translation_key=_key(branch.key), **branch.more
    )
    fill(page, text, ids)
    parent.add_child(instance=page)
    ids[branch.key] = page.pk
    pages.append((page, text))
    for below in branch.below:
        _grow(below, page, pages, ids)


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, name)


def _point_site_at(home: HomePage) -> None:
    address = urlsplit(settings.SITE_ORIGIN)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site()
    welcome = site.root_page if site.pk else None
    site.hostname = address.hostname or "localhost"
    site.port = port
    site.site_name = settings.SITE_NAME
    site.root_page = home
    site.is_default_site = True
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.get_children():
        welcome.delete()
