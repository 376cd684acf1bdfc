"""A page is handed to the translators, and no page that readers have is written over.

wagtail-localize writes what it makes straight into the page in the other language, also
when that is live: with all that stands below a page, it would pass any colleague.
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
        if self.would_write_over(form.cleaned_data):
            words = _(
                "Hiervan staat al een vertaling online die een collega nakeek. Kies de "
                "pagina's apart, of haal die vertaling eerst offline."
            )
            messages.error(self.request, words)
            return redirect(self.request.get_full_path())
        answer: HttpResponse = super().form_valid(form)
        return answer

    def would_write_over(self, chosen: dict[str, Any]) -> bool:
        pages = Page.objects.filter(pk=self.object.pk)
        if chosen["include_subtree"]:
            pages = self.object.get_descendants(inclusive=True)
        live = Page.objects.live().filter(
            translation_key__in=pages.values("translation_key"),
            locale__in=chosen["locales"],
        )
        return any(second_eyes.needed_for(page) for page in live.specific())
