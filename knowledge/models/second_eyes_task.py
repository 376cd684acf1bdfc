from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from knowledge.editing import second_eyes
from platform_site.staff.models import User


class SecondEyesTask(AbstractGroupApprovalTask):
    """A colleague approves; Wagtail's own task would let writers approve themselves."""

    class Meta:
        verbose_name = _("tweede paar ogen")
        verbose_name_plural = _("tweede paar ogen")

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        state = obj.current_workflow_task_state
        if second_eyes.is_own_work(obj, user) or (
            state and second_eyes.moved_on(state)
        ):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(
        self, task_state: TaskState, user: User, action_name: str, **kwargs: Any
    ) -> Any:
        page = task_state.workflow_state.content_object
        if action_name == "approve" and (
            second_eyes.is_own_work(page, user) or second_eyes.moved_on(task_state)
        ):
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> Any:
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        return str(_("Iemand anders dan de schrijver keurt de pagina goed"))
