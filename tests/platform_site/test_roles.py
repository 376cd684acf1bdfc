import pytest
from django.contrib.auth.models import Group

from platform_site.staff import roles
from platform_site.staff.roles import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_every_role_is_a_group():
    names = set(Group.objects.values_list("name", flat=True))
    assert {role.value for role in Role} <= names


def test_making_them_again_changes_nothing():
    before = Group.objects.count()
    roles.ensure()
    assert Group.objects.count() == before


@pytest.mark.parametrize("role", list(Role))
def test_only_who_writes_gets_into_the_cms(role):
    user = make_user(role)
    writes = role in {Role.EDITOR, Role.OUTREACH_WORKER}
    assert user.has_perm("wagtailadmin.access_admin") == writes


@pytest.mark.parametrize("role", set(Role) - {Role.COUNSELLOR})
def test_no_other_role_makes_a_counsellor_not_even_all_rights(role):
    user = make_user(role, is_superuser=True)
    assert user.has_role(role)
    assert not user.has_role(Role.COUNSELLOR)


def test_one_of_several_roles_is_enough():
    user = make_user(Role.ANALYST)
    assert user.has_role(Role.COUNSELLOR, Role.ANALYST)
    assert not user.has_role(Role.COUNSELLOR, Role.EDITOR)


def test_what_visitors_see_of_somebody_is_not_the_login():
    user = make_user(login="a.jansen", name="Ana")
    assert str(user) == user.get_full_name() == "Ana"
