"""Seven words lost at night: one command, and nothing lost while a colleague is there."""

import pytest
from django.core.management import CommandError, call_command

from chat.models import StaffKey, TeamGrant, TeamKey
from chat.team_keys import overview

pytestmark = pytest.mark.django_db


def test_the_vault_is_emptied_and_the_teams_key_stays(ana_console, ivo_console):
    call_command("vault", "forget", "ivo")
    assert not StaffKey.objects.filter(user__login="ivo").exists()
    assert not TeamGrant.objects.filter(member__login="ivo").exists()
    assert TeamKey.objects.exists()


def test_what_the_forgetful_one_gave_still_opens(ana_console, ivo_console, ivo):
    before = overview(ivo)["grants"][0]["by"]["sig"]
    giver = TeamGrant.objects.get(member=ivo).by
    call_command("vault", "forget", giver.login)
    assert overview(ivo)["grants"][0]["by"]["sig"] == before


def test_the_last_holder_is_asked_twice(ana_console, ivo):
    TeamGrant.objects.filter(member=ivo).delete()
    with pytest.raises(CommandError, match="--last"):
        call_command("vault", "forget", "ana")
    assert StaffKey.objects.filter(user__login="ana").exists()
    call_command("vault", "forget", "ana", "--last")
    assert not TeamKey.objects.exists()


def test_somebody_unknown_is_said_to_be_unknown():
    with pytest.raises(CommandError, match="Nobody"):
        call_command("vault", "forget", "nobody")
