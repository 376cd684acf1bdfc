"""The workflow itself, as it comes with the first migration."""

from wagtail.models import GroupPagePermission, Workflow, WorkflowPage, WorkflowTask

from knowledge.editing import second_eyes
from knowledge.models import SecondEyesTask
from platform_site.staff.roles import Role, group


def plant(**kwargs: object) -> None:
    """Runs after every migrate and every flush; does nothing the second time."""
    if second_eyes.workflow():
        return
    task = SecondEyesTask.objects.create(name=second_eyes.NAME)
    task.groups.add(group(Role.EDITOR))
    workflow = Workflow.objects.create(name=second_eyes.NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    forget_the_way_of_wagtail()


def forget_the_way_of_wagtail() -> None:
    """Its workflow asks for moderators, and nobody here is one."""
    WorkflowPage.objects.filter(page__depth=1).delete()
    GroupPagePermission.objects.filter(
        group__name__in=("Moderators", "Editors")
    ).delete()
