"""Translating with the rules of the house: a colleague, and nothing live by accident.

wagtail-localize publishes a translation from its own screens and knows no workflow, so
a page that needs a second pair of eyes is handed in here.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import (
    ObjectDoesNotExist,
    PermissionDenied,
    ValidationError,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages as wagtail_messages
from wagtail.admin.widgets.button import Button
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import MissingTranslationError, Translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from knowledge.editing import second_eyes
from platform_site.staff.models import User


class NotWholeError(Exception):
    """Part of the page is still in the other language."""


def of_page(page: Page) -> Translation | None:
    found: Translation | None = Translation.objects.filter(
        source__object_id=page.translation_key,
        target_locale_id=page.locale_id,
        enabled=True,
    ).first()
    return found


def hand_in(translation: Translation, user: User) -> Page:
    """Makes a draft of what was translated; readers keep what they have."""
    try:
        page = translation.source.get_ephemeral_translated_instance(
            translation.target_locale
        )
    except MissingTranslationError as error:
        raise NotWholeError from error
    page.slug = find_available_slug(
        page.get_parent(), page.slug, ignore_page_id=page.pk
    )
    page.save_revision(user=user, log_action=True)
    page.get_workflow().start(page, user)
    return page


def hand_in_view(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    page = _page_of(translation)
    if not may_be_handed_in(page, request.user):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "knowledge/editing/hand_in.html", {"page": page})
    try:
        hand_in(translation, request.user)  # type: ignore[arg-type]
        messages.success(request, _("Een collega kijkt nu mee."))
    except NotWholeError:
        messages.error(request, _("Nog niet alles is vertaald."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _page_of(translation: Translation) -> Page:
    """The numbers of translations are also those of words of the glossary."""
    try:
        found = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not isinstance(found, Page):
        raise Http404
    return found


def may_be_handed_in(page: Page, user: Any) -> bool:
    may = page.permissions_for_user(user)
    return may.can_edit() and may.can_submit_for_moderation() and not may.can_publish()


def button(
    page: Page, user: User, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    translation = of_page(page) if page.depth > 1 else None
    if translation and may_be_handed_in(page, user):
        url = reverse("knowledge_hand_in", args=[translation.pk])
        yield Button(
            _("Laat de vertaling nakijken"), url, priority=5, icon_name="resubmit"
        )


def offer(request: HttpRequest, page: Page) -> None:
    """The translation screen has no place of its own for a button."""
    if request.POST.get("action") == "publish":
        _refuse_what_becomes_watched(page)
    if request.method == "GET" and (offered := list(button(page, request.user))):  # type: ignore[arg-type]
        wagtail_messages.info(
            request,
            _("Alles vertaald? Een collega kijkt mee voor het online gaat."),
            buttons=[
                wagtail_messages.button(one.url, str(one.label)) for one in offered
            ],
        )


def _refuse_what_becomes_watched(page: Page) -> None:
    """The original may have become one about the law, and its translation with it."""
    translation = of_page(page)
    if translation and second_eyes.needed_for(
        translation.source.get_ephemeral_translated_instance(
            translation.target_locale, fallback=True
        )
    ):
        raise PermissionDenied


def never_an_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """It would put another page's text online here, and no colleague would look."""
    raise Http404


class HouseUpdateTranslationsView(UpdateTranslationsView):
    """Its box 'publish immediately' asks for no right; ours asks for the page's."""

    def form_valid(self, form: Any) -> HttpResponse:
        if form.cleaned_data["publish_translations"] and self.would_go_alone():
            words = _("Een collega kijkt eerst mee: werk bij zonder te publiceren.")
            messages.error(self.request, words)
            return redirect(self.request.get_full_path())
        answer: HttpResponse = super().form_valid(form)
        return answer

    def would_go_alone(self) -> bool:
        # Its marks come along, onto pages that did not have them.
        if second_eyes.marks_itself(self.object.get_source_instance()):
            return True
        targets = [
            translation.get_target_instance()
            for translation in self.object.translations.filter(enabled=True)
        ]
        return any(
            not page.permissions_for_user(self.request.user).can_publish()
            for page in targets
            if isinstance(page, Page)
        )
