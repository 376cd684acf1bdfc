"""What an editor must respect: a page for young people does not betray its reader."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from knowledge.editing import faults, places, second_eyes
from knowledge.editing.sameness import same


class PortalPageForm(WagtailAdminPageForm):
    @cached_property
    def changed_data(self) -> list[str]:
        """Without what only passed through the editor: nobody changed that."""
        names: list[str] = super().changed_data
        given = getattr(self, "cleaned_data", {})
        return [n for n in names if not same(self.initial.get(n), given.get(n))]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._refuse_telling_words_on_a_new_page(cleaned)
        self._refuse_a_taken_address(cleaned)
        self._refuse_to_go_alone(cleaned)
        return cleaned

    def _refuse_telling_words_on_a_new_page(self, cleaned: dict[str, Any]) -> None:
        """Once it has a place, the page itself refuses them, wherever they come from."""
        if self.instance.path:
            return
        young_door = cleaned.get("audience") == "young"
        if not (young_door or places.for_young_people(self.parent_page)):
            return
        for name in faults.SHOWN_OUTSIDE:
            found = faults.TELLING.search(cleaned.get(name) or "")
            if found and name in self.fields:
                self.add_error(name, faults.betrays(found[0]))

    def _refuse_a_taken_address(self, cleaned: dict[str, Any]) -> None:
        if not self.instance.path and (slug := cleaned.get("slug")):
            for name, said in faults.taken(self.parent_page, slug).items():
                self.add_error(name, said)

    def _refuse_to_go_alone(self, cleaned: dict[str, Any]) -> None:
        if not self._a_colleague_looks(cleaned):
            return
        if "action-publish" in self.data:
            self.add_error(None, self._how_to_hand_in())
        elif self._approves() and self._is_own_work():
            self.add_error(
                None,
                _(
                    "Je eigen werk keur je niet zelf goed, ook niet als je de tekst "
                    "van een ander verandert. Bewaar, en vraag een collega."
                ),
            )
        elif self._approves() and self._moved_on():
            self.add_error(
                None,
                _(
                    "De tekst is veranderd nadat hij werd ingediend. De schrijver trekt "
                    "de aanvraag terug en dient opnieuw in; dan keur je die goed."
                ),
            )

    @property
    def _is_new(self) -> bool:
        return not self.instance.path

    def _a_colleague_looks(self, cleaned: dict[str, Any]) -> bool:
        if cleaned.get("legal") or cleaned.get("audience") == "young":
            return True
        if self._is_new and places.is_marked(self.instance):
            return True
        return second_eyes.needed_at(
            self.parent_page if self._is_new else self.instance
        )

    def _how_to_hand_in(self) -> str:
        # Wagtail asks the page above whether a new page can be handed in at once.
        if self._is_new and not self.parent_page.has_workflow:
            return _(
                "Een collega kijkt eerst mee: bewaar de pagina, en kies dan ‘Stuur door "
                "naar Tweede paar ogen’."
            )
        return _(
            "Een collega kijkt eerst mee: kies ‘Stuur door naar Tweede paar ogen’."
        )

    def _approves(self) -> bool:
        asked = "action-workflow-action" in self.data
        return asked and self.data.get("workflow-action-name") == "approve"

    def _is_own_work(self) -> bool:
        return self.has_changed() or second_eyes.is_own_work(
            self.instance, self.for_user
        )

    def _moved_on(self) -> bool:
        state = self.instance.current_workflow_task_state
        return bool(state and second_eyes.moved_on(state))


class HouseCopyForm(CopyForm):
    """A copy has a title and a slug of its own, which nobody has seen yet."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        pages = self.page.get_descendants(inclusive=True)
        if not cleaned.get("copy_subpages"):
            pages = pages.filter(pk=self.page.pk)
        for name in ("publish_copies", "alias"):
            if cleaned.get(name) and places.keeps_its_own_rule(pages):
                self.add_error(
                    name, _("Een collega kijkt eerst mee: maak een gewone kopie.")
                )
        parent, slug = cleaned.get("new_parent_page"), cleaned.get("new_slug")
        if parent and slug and (found := faults.taken(parent, slug)):
            self.add_error("new_slug", found["slug"])
        return cleaned
