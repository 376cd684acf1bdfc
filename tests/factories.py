"""Rows with honest defaults; a test names only what it is about."""

from itertools import count

from platform_site.staff.models import User
from platform_site.staff.roles import Role, group

_numbers = count(1)
PASSWORD = "goud-fiets-lamp-wolk"


def make_user(*roles, login=None, name=None, password=PASSWORD, **fields):
    number = next(_numbers)
    user = User.objects.create_user(
        login or f"staff{number}",
        password,
        display_name=name or f"Naam {number}",
        **fields,
    )
    user.groups.set([group(Role(role)) for role in roles])
    return user
