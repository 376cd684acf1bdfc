"""Where our rules and tools hang in the CMS."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from knowledge import counts
from knowledge.addresses import HouseLinks
from knowledge.editing import (
    link_report,
    review_dates,
    style_page,
    submitting,
    translations,
)


@hooks.register("register_rich_text_features", order=10)  # type: ignore[untyped-decorator]
def links(features: Any) -> None:
    # Behind Wagtail's own, in whose place it comes.
    features.register_link_type(HouseLinks)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def urls() -> list[URLPattern]:
    return [
        path(
            "vertaling/<int:translation_id>/indienen/",
            translations.hand_in_view,
            name="knowledge_hand_in",
        ),
        path("nakijken/", review_dates.ReviewReport.as_view(), name="knowledge_review"),
        path(
            "nakijken/resultaten/",
            review_dates.ReviewReport.as_view(results_only=True),
            name="knowledge_review_results",
        ),
        path("links/", link_report.LinkReport.as_view(), name="knowledge_links"),
        path("stijl/", style_page.style_page, name="knowledge_style_page"),
        # These stand before those of wagtail-localize, under the same addresses.
        path(
            "localize/submit/page/<int:page_id>/",
            submitting.HouseSubmitTranslationView.as_view(),
        ),
        path(
            "localize/update/<int:translation_source_id>/",
            translations.HouseUpdateTranslationsView.as_view(),
        ),
        path(
            "localize/page/<int:page_id>/convert_to_alias/",
            translations.never_an_alias,
        ),
    ]


hooks.register("before_edit_page", translations.offer)
hooks.register("register_page_header_buttons", translations.button)
hooks.register("register_page_listing_more_buttons", translations.button)
hooks.register("register_admin_urls", counts.urls)
for name in counts.REPORTS:
    hooks.register("register_reports_menu_item", partial(counts.menu_item, name))


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def review_report() -> review_dates.ReviewMenuItem:
    return review_dates.ReviewMenuItem()


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def remind(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(review_dates.ReviewPanel())


hooks.register("register_reports_menu_item", link_report.menu_item)


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def hide_what_leads_away(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's own help is elsewhere and in English; ours is docs/editors.md."""
    items[:] = [item for item in items if item.name != "help"]
