"""What somebody on the staff may do: a role is a group with a fixed name."""

from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    COUNSELLOR = "counsellor"
    SHIFT_LEAD = "shift lead"
    EDITOR = "editor"
    OUTREACH_WORKER = "outreach worker"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


NAMES = {
    Role.COUNSELLOR: _("hulpverlener"),
    Role.SHIFT_LEAD: _("achterwacht"),
    Role.EDITOR: _("redacteur"),
    Role.OUTREACH_WORKER: _("campagnemedewerker"),
    Role.ANALYST: _("analist"),
    Role.ADMINISTRATOR: _("beheerder"),
}
# Who sees conversations works on the chat's origin, the others on the portal's.
OF_THE_CHAT = frozenset({Role.COUNSELLOR, Role.SHIFT_LEAD})
OF_THE_CMS = frozenset({Role.EDITOR, Role.OUTREACH_WORKER})
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILE_RIGHTS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
# Words for readers and for search, and the right to start a translation.
EDITOR_RIGHTS = (
    *(
        f"{verb}_{model}"
        for verb in ("add", "change", "delete", "view")
        for model in ("term", "synonym")
    ),
    "submit_translation",
)


def group(role: Role) -> Group:
    return Group.objects.get_or_create(name=str(role))[0]


def ensure(**kwargs: Any) -> None:
    """Runs after every migrate and every flush; does nothing the second time."""
    for role in Role:
        held = group(role)
        if role in OF_THE_CMS:
            held.permissions.add(*Permission.objects.filter(codename="access_admin"))
            open_cms(held)
        if role == Role.EDITOR:
            held.permissions.add(*Permission.objects.filter(codename__in=EDITOR_RIGHTS))


def open_cms(held: Group) -> None:
    from wagtail.models import (
        Collection,
        GroupCollectionPermission,
        GroupPagePermission,
        Page,
    )

    page, files = Page.get_first_root_node(), Collection.get_first_root_node()
    for right in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS
    ):
        if page:
            GroupPagePermission.objects.get_or_create(
                group=held, page=page, permission=right
            )
    for right in Permission.objects.filter(codename__in=FILE_RIGHTS):
        if files:
            GroupCollectionPermission.objects.get_or_create(
                group=held, collection=files, permission=right
            )
