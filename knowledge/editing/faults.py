"""What may not stand on a page, and what its editor can do about it."""

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

# Words that tell somebody who picks up the phone what was read. They may stand in the
# text, never in what a browser keeps or a shared link shows.
TELLING = re.compile(
    r"drug|dealer|crimin|uitbuit|dwang|dwing|dwong|geldezel|explosie|\bbom|wapen|politie"
    r"|straf|slachtoffer|chant|bedreig|mensenhandel|exploit|victim|forced|blackmail"
    r"|police|punish|bomb|weapon|mule|crime|offen[cs]e|traffick",
    re.IGNORECASE,
)
SHOWN_OUTSIDE = ("title", "slug", "summary", "seo_title", "search_description")


def telling(page: Any) -> dict[str, str]:
    """The fields that would betray a reader, each with what to do about it."""
    found = {name: TELLING.search(getattr(page, name, "")) for name in SHOWN_OUTSIDE}
    return {name: betrays(word[0]) for name, word in found.items() if word}


def betrays(word: str) -> str:
    return _(
        "Hier staat ‘%(word)s’. Dat blijft zichtbaar in de geschiedenis van de "
        "telefoon. Kies een neutraal woord; in de kop en de tekst mag het wel."
    ) % {"word": word}


def taken(parent: Page, slug: str) -> dict[str, str]:
    """Where the site itself answers, a page and all below it are never reached."""
    above = urlsplit(parent.get_url() or "").path
    address = f"{above}{slug}/"
    language = parent.locale.language_code
    if not above or all(_reaches(at, language) for at in (address, f"{address}a/")):
        return {}
    return {
        "slug": _("Op dit adres staat iets van de site zelf. Kies een ander woord.")
    }


def _reaches(address: str, language: str) -> bool:
    # As a request is read: its path chooses the language, and with it the addresses.
    read_as = translation.get_language_from_path(address) or settings.LANGUAGE_CODE
    with translation.override(read_as):
        try:
            found = resolve(address, urlconf=settings.ROOT_URLCONF)
        except Resolver404:
            return False
    return read_as == language and found.url_name == "wagtail_serve"


def dates_that_clash(
    reviewed_on: dt.date | None, review_by: dt.date | None
) -> dict[str, str]:
    if reviewed_on and review_by and review_by <= reviewed_on:
        return {"review_by": _("Kies een dag na de dag van nakijken.")}
    return {}


def live_pages_below() -> str:
    return _(
        "Onder deze deur staan pagina's online. Wie ze leest, bepaalt wie ze nakijkt: "
        "haal ze eerst offline."
    )
