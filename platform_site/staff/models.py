from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

# Django finds models through this module.
from platform_site.staff.audit import Entry as Entry, Opening as Opening
from platform_site.staff.roles import Role, group


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, login: str, password: str | None = None, **fields: Any
    ) -> "User":
        user = self.model(login=login, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff. Deliberately no e-mail address, phone or last address."""

    login = models.CharField(_("inlognaam"), max_length=60, unique=True)
    display_name = models.CharField(_("naam in gesprekken"), max_length=40)
    is_active = models.BooleanField(_("actief"), default=True)
    demo = models.BooleanField(default=False, editable=False)
    # Wagtail asks before it mails, and takes the empty string for an answer.
    email = ""

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["display_name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.display_name

    @classmethod
    def demo_exists(cls) -> bool:
        return cls.objects.filter(demo=True).exists()

    def get_full_name(self) -> str:
        return self.display_name

    @property
    def is_staff(self) -> bool:
        return self.is_active

    def has_role(self, *roles: Role) -> bool:
        """Whether this person has one of these roles; no other right implies one."""
        held = {one.name for one in self.groups.all()}
        return any(str(role) in held for role in roles)

    def give_role(self, role: Role) -> None:
        self.groups.add(group(role))
