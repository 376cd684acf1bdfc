import pytest
from django.conf import settings

from platform_site.staff import access, accounts
from platform_site.staff.access import (
    session_of_scope,
    signed_in,
    staff_of_scope,
    staff_of_sessions,
)
from platform_site.staff.roles import Role
from platform_site.staff.sessions import cookie_name
from tests.platform_site.browsers import (
    chat,
    give_factor,
    give_password,
    is_in,
    log_in,
    portal,
    send_password,
)


def scope_of(client, *, from_chat=True):
    cookie = client.cookies.get(cookie_name(chat=from_chat))
    key = cookie.value if cookie else ""
    sent = f"other=1; {cookie_name(chat=True)}={key}"
    return {"type": "websocket", "headers": [(b"cookie", sent.encode())]}


def test_a_socket_knows_who_is_signed_in(ana):
    client = log_in(chat(), give_password(ana))
    assert staff_of_scope(scope_of(client)) == ana
    assert signed_in(scope_of(client))


def test_it_does_so_when_the_cookies_come_in_two_lines(ana):
    client = log_in(chat(), give_password(ana))
    scope = scope_of(client)
    scope["headers"].append((b"cookie", b"later=1"))
    assert signed_in(scope)


@pytest.mark.django_db
def test_a_socket_without_a_session_is_nobodys():
    assert not signed_in({"type": "websocket", "headers": []})
    assert not signed_in(scope_of(chat()))


def test_a_session_of_the_portal_opens_no_socket(ana):
    client = log_in(portal(), give_password(ana))
    assert is_in(client)
    assert not signed_in(scope_of(client, from_chat=False))


def test_outside_demo_mode_a_socket_needs_the_code_too(ana, settings):
    settings.DEMO = False
    secret = give_factor(give_password(ana))
    client = chat()
    send_password(client, ana)
    assert not signed_in(scope_of(client))
    log_in(client, ana, secret)
    assert signed_in(scope_of(client))


def test_a_session_from_demo_mode_is_none_outside_it(ana, settings):
    client = log_in(chat(), give_password(ana))
    assert signed_in(scope_of(client))
    settings.DEMO = False
    assert not signed_in(scope_of(client))


@pytest.mark.parametrize("ending", [accounts.disable, accounts.renew])
def test_disabling_or_renewing_an_account_ends_its_sessions(ana, ending):
    client = log_in(chat(), give_password(ana))
    assert signed_in(scope_of(client))
    ending(ana)
    assert not signed_in(scope_of(client))
    assert not is_in(client)


def test_logging_out_ends_the_socket_too(ana):
    client = log_in(chat(), give_password(ana))
    scope = scope_of(client)
    client.post("/staff/logout/")
    assert not signed_in(scope)


@pytest.mark.parametrize("key", ["\\000" + "a" * 31, "é" * 32, "a b", ""])
def test_a_key_that_is_none_is_not_asked_for(db, key):
    """One that the database takes for no text would spoil the answers of others."""
    cookie = f'{cookie_name(chat=True)}="{key}"'.encode()
    scope = {"type": "websocket", "headers": [(b"cookie", cookie)]}
    assert session_of_scope(scope) == ""
    assert staff_of_scope(scope) is None


def test_many_sessions_are_looked_up_together_each_for_itself(
    ana, ivo, django_assert_num_queries
):
    people = [give_password(user) for user in (ana, ivo)]
    clients = [log_in(chat(), user) for user in (*people, ana)]
    keys = [session_of_scope(scope_of(client)) for client in clients]
    clients[2].post("/staff/logout/")
    # Sessions, people, and their roles, however many there are.
    with django_assert_num_queries(3):
        found = staff_of_sessions([keys[1], "unknown", *keys, "", keys[0]])
        assert [user and user.has_role(Role.COUNSELLOR) for user in found] == [
            *(True, None, True, True, None, None, True)
        ]
    assert found == [ivo, None, ana, ivo, None, None, ana]


def asked(view_roles, user, rf):
    from django.http import HttpResponse

    view = access.staff_required(*view_roles)(lambda request: HttpResponse("in"))
    request = rf.get("/x/")
    request.user, request.session = user, {}
    return view(request)


def test_the_right_role_sees_the_page(ana, rf):
    assert asked([Role.COUNSELLOR], ana, rf).status_code == 200


def test_for_the_wrong_role_the_page_does_not_exist(eva, rf):
    from django.http import Http404

    with pytest.raises(Http404):
        asked([Role.COUNSELLOR], eva, rf)


def test_a_stranger_is_sent_to_the_login(rf):
    from django.contrib.auth.models import AnonymousUser

    answer = asked([Role.COUNSELLOR], AnonymousUser(), rf)
    assert answer.headers["Location"] == "/staff/login/?next=/x/"
    assert settings.DEMO
