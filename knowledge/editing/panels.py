"""What an editor is told beside the fields of a page."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from knowledge import readability
from knowledge.editing import places, second_eyes, spoken

# By audience of the door: young people A2 to B1, professionals B2.
WANTED = {"young": "B1", "around": "B1", "professional": "B2", "": "B1"}


class ReadabilityPanel(Panel):
    """Advises on the text as it was last saved; it never stops anybody."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(heading=_("Leesbaarheid"), icon="glasses", **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {}

    class BoundPanel(Panel.BoundPanel):
        template_name = "knowledge/editing/readability.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.path)

        @cached_property
        def audience(self) -> str:
            return places.audience(self.instance)

        def get_context_data(
            self, parent_context: dict[str, Any] | None = None
        ) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            found = readability.of(
                spoken.words(page),
                page.locale.language_code,
                young=self.audience == "young",
            )
            wanted = WANTED[self.audience]
            return context | {
                "found": found,
                "wanted": wanted,
                "too_hard": readability.harder(found.level, wanted),
            }


class SecondEyesPanel(Panel):
    """Says in words why there is no button to publish."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "knowledge/editing/second_eyes.html"

        def is_shown(self) -> bool:
            return bool(
                super().is_shown()
                and self.instance.path
                and second_eyes.needed_for(self.instance)
            )

        def get_context_data(
            self, parent_context: dict[str, Any] | None = None
        ) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            page, user = self.instance, self.request.user
            waits = page.workflow_in_progress
            own = waits and second_eyes.is_own_work(page, user)
            state = page.current_workflow_task_state
            moved_on = bool(state and second_eyes.moved_on(state))
            return context | {"waits": waits, "own": own, "moved_on": moved_on}
