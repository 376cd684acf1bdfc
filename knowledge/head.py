"""What search engines and previews are told, and what they are deliberately not told."""

import json
from typing import Any, TypedDict

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from knowledge.models import DoorPage, PortalPage, QuestionsPage
from knowledge.navigation import Door, Link, Translation, full_url

# What would end the script element or begin a comment, as json_script writes it.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
SCHEMA = "https://schema.org"
READ = {"ArticlePage", "StoryPage", "ChecklistPage"}


class Head(TypedDict):
    url: str
    title: str
    kind: str
    image: str
    alternates: list[tuple[str, str]]
    data: SafeString


def head(
    page: PortalPage,
    *,
    above: list[Link],
    translations: list[Translation],
    door: Door | None,
) -> Head:
    """Titles and summaries only: a heading may say what a reader would rather not."""
    url = full_url(page)
    languages = {page.locale.language_code: url}
    languages |= {other["code"]: other["full_url"] for other in translations}
    default = languages.get(settings.LANGUAGE_CODE, url)
    return {
        "url": url,
        "title": page.title,
        "kind": "website" if not above else "article",
        "image": settings.SITE_ORIGIN + static("img/preview.png"),
        "alternates": [*sorted(languages.items()), ("x-default", default)],
        "data": _as_data(
            {"@context": SCHEMA, "@graph": _graph(page, url, above, door)}
        ),
    }


def _graph(
    page: PortalPage, url: str, above: list[Link], door: Door | None
) -> list[dict[str, Any]]:
    if not above:
        return [{"@type": "WebSite", "name": page.title, "url": url}]
    path = [*((link["title"], _full(link["url"])) for link in above), (page.title, url)]
    places = [
        {"@type": "ListItem", "position": place, "name": name, "item": address}
        for place, (name, address) in enumerate(path, start=1)
    ]
    trail = {"@type": "BreadcrumbList", "itemListElement": places}
    return [trail, _described(page, url) | _asked(page, door)]


def _described(page: PortalPage, url: str) -> dict[str, Any]:
    said = {
        "@type": "Article" if type(page).__name__ in READ else "WebPage",
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.locale.language_code,
        "url": url,
    }
    if said["@type"] == "Article":
        said["headline"] = page.title
    if page.reviewed_on:
        said["dateModified"] = page.reviewed_on.isoformat()
    return said


def _asked(page: PortalPage, door: Door | None) -> dict[str, Any]:
    # Questions of young people are never offered as a preview: they tell too much.
    young = door is None or door.audience == DoorPage.Audience.YOUNG
    if young or not isinstance(page, QuestionsPage):
        return {}
    questions = [
        {
            "@type": "Question",
            "name": block.value["question"],
            "acceptedAnswer": {
                "@type": "Answer",
                "text": strip_tags(block.value["answer"].source),
            },
        }
        for block in page.body.blocks_by_name("question")
    ]
    return {"@type": "FAQPage", "mainEntity": questions} if questions else {}


def _full(path: str) -> str:
    return path if path.startswith("http") else settings.SITE_ORIGIN + path


def _as_data(said: dict[str, Any]) -> SafeString:
    # A data block, not a script: browsers run nothing of this type.
    return mark_safe(json.dumps(said, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
