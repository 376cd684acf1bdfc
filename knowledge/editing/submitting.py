"""A page is handed to the translators, and nothing comes online by that.

wagtail-localize writes what it makes straight into the page in the other language, also
when that is live: with all that stands below a page, it would pass any colleague. And
for a page whose parent is not translated it puts a copy of that parent online.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from knowledge.editing import second_eyes


class HouseSubmitTranslationView(SubmitPageTranslationView):
    def form_valid(self, form: Any) -> HttpResponse:
        if fault := self.fault(form.cleaned_data):
            messages.error(self.request, fault)
            return redirect(self.request.get_full_path())
        answer: HttpResponse = super().form_valid(form)
        return answer

    def fault(self, chosen: dict[str, Any]) -> str:
        if self.has_nothing_to_stand_under(chosen):
            return _("Vertaal eerst de pagina hierboven: deze komt eronder te staan.")
        if self.would_write_over(chosen):
            return _(
                "Hiervan staat al een vertaling online die een collega nakeek. Kies de "
                "pagina's apart, of haal die vertaling eerst offline."
            )
        return ""

    def has_nothing_to_stand_under(self, chosen: dict[str, Any]) -> bool:
        parent = self.object.get_parent()
        translated = parent.get_translations(inclusive=True).filter(
            locale__in=chosen["locales"]
        )
        return not parent.is_root() and translated.count() < len(chosen["locales"])

    def would_write_over(self, chosen: dict[str, Any]) -> bool:
        pages = Page.objects.filter(pk=self.object.pk)
        if chosen["include_subtree"]:
            pages = self.object.get_descendants(inclusive=True)
        live = Page.objects.live().filter(
            translation_key__in=pages.values("translation_key"),
            locale__in=chosen["locales"],
        )
        return any(second_eyes.needed_for(page) for page in live.specific())
