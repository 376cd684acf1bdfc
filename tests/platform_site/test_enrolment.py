from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from platform_site.staff.audit import Act, Entry
from platform_site.staff.models import User
from tests.platform_site.browsers import (
    PASSWORD,
    browser,
    code_now,
    factors,
    give_factor,
    give_password,
    is_in,
    log_in,
    portal,
)

pytestmark = pytest.mark.django_db
HERE = "/staff/enrolment/"


@pytest.fixture(autouse=True)
def _outside_demo_mode(settings):
    settings.DEMO = False


def staff(*arguments, **options):
    told = StringIO()
    call_command("staff", *arguments, stdout=told, **options)
    return told.getvalue()


def link_of(told):
    return next(word for word in told.split() if word.startswith("http"))


def new_link(login="nora", role="administrator"):
    return link_of(staff("create", login, "--name", "Nora", "--role", role))


def follow(link):
    origin, path = link.split("/staff/")
    client = browser(origin)
    return client, client.get(f"/staff/{path}")


def answer(client, password=PASSWORD, again=None, code=None):
    secret = client.session.get("mfa.totp.secret", "") if code is None else ""
    sent = {"password": password, "again": again or password}
    return client.post(HERE, sent | {"code": code or code_now(secret)})


def enrolled():
    client, _ = follow(new_link())
    client.get(HERE)
    answer(client)
    return client


def test_a_new_colleague_comes_in_with_password_and_code():
    client = enrolled()
    user = User.objects.get(login="nora")
    assert is_in(client)
    assert user.check_password(PASSWORD)
    assert factors(user).count() == 2
    assert user.has_role("administrator")
    assert not user.is_superuser


def test_recovery_codes_are_shown_once():
    client = enrolled()
    shown = client.get("/staff/2fa/recovery-codes/")
    assert shown.context["can_view_codes"]
    assert len(shown.context["unused_codes"]) == 10
    again = client.get("/staff/2fa/recovery-codes/")
    assert set(again.context["unused_codes"]) == {"****"}


def test_the_address_is_without_the_token_after_one_step():
    client, first = follow(new_link())
    assert first.headers["Location"] == HERE
    page = client.get(HERE).content.decode()
    assert "<svg" in page
    assert "data:" not in page


def test_a_link_works_once():
    link = new_link()
    client, _ = follow(link)
    client.get(HERE)
    assert answer(client).status_code == 302
    _, again = follow(link)
    assert again.status_code == 410


def test_two_browsers_with_one_link_make_one_account():
    link = new_link()
    first, second = follow(link)[0], follow(link)[0]
    first.get(HERE)
    second.get(HERE)
    assert answer(first).status_code == 302
    assert answer(second, password="een heel ander wachtwoord").status_code == 410
    assert not is_in(second)
    assert User.objects.get(login="nora").check_password(PASSWORD)


def test_a_link_ends_after_three_days(settings):
    link = new_link()
    assert settings.PASSWORD_RESET_TIMEOUT == 72 * 3600
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert follow(link)[1].status_code == 410


@pytest.mark.parametrize("token", ["x", "1-abc", "zzzzzzzzzzzzzzzzzz-1-2"])
def test_a_made_up_link_opens_nothing(token):
    assert portal().get(f"{HERE}{token}/").status_code == 410


def test_without_a_link_there_is_no_enrolment():
    assert portal().get(HERE).status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "code"),
    [
        ("kort", None, None),
        ("123456789012", None, None),
        (PASSWORD, "iets heel anders hier", None),
        (PASSWORD, None, "000000"),
    ],
)
def test_a_bad_answer_changes_nothing(password, again, code):
    client, _ = follow(new_link())
    client.get(HERE)
    assert answer(client, password, again, code).status_code == 200
    user = User.objects.get(login="nora")
    assert not user.has_usable_password()
    assert not factors(user).exists()
    assert not is_in(client)


def test_a_new_link_ends_factor_password_and_sessions(ana):
    client = log_in(portal(), give_password(ana), give_factor(ana))
    assert is_in(client)
    link = link_of(staff("link", "ana"))
    assert not is_in(client)
    assert not factors(ana).exists()
    ana.refresh_from_db()
    assert not ana.has_usable_password()
    assert follow(link)[1].status_code == 302


def test_a_disabled_account_is_shut_and_its_link_dead(ana):
    link = link_of(staff("link", "ana"))
    staff("disable", "ana")
    assert follow(link)[1].status_code == 410
    ana.refresh_from_db()
    assert not ana.is_active


def test_who_talks_with_visitors_enrols_on_the_chats_origin(settings):
    assert new_link().startswith(settings.SITE_ORIGIN)
    assert new_link("ine", "counsellor").startswith(settings.CHAT_ORIGIN)


def test_the_command_refuses_a_login_twice_and_an_unknown_one():
    new_link()
    with pytest.raises(CommandError, match="already"):
        new_link()
    with pytest.raises(CommandError, match="no account"):
        staff("link", "niemand")


def test_every_step_is_in_the_audit_log():
    client = enrolled()
    assert is_in(client)
    staff("link", "nora")
    staff("disable", "nora")
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [
        Act.CREATE_ACCOUNT,
        Act.ENROL,
        Act.LOG_IN,
        Act.RENEW_LINK,
        Act.DISABLE_ACCOUNT,
    ]


def test_the_factors_are_sealed_in_the_database(ana):
    from platform_site.staff import secrets_at_rest

    secret = give_factor(ana)
    kept = [row.data for row in factors(ana)]
    assert secret not in repr(kept)
    sealed = next(data["secret"] for data in kept if "secret" in data)
    assert secrets_at_rest.unseal(sealed) == secret


def test_a_code_works_only_once(ana):
    secret = give_factor(give_password(ana))
    assert is_in(log_in(portal(), ana, secret))
    assert not is_in(log_in(portal(), ana, secret))


def test_guessing_codes_is_stopped(ana):
    give_factor(give_password(ana))
    client = log_in(portal(), ana)
    for _ in range(6):
        answered = client.post("/staff/2fa/authenticate/", {"code": "000000"})
    errors = answered.context["form"].errors["code"].as_data()
    assert errors[0].code == "too_many_login_attempts"
