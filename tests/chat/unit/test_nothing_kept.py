"""The tables have no column in which a word, an address or a time could be kept."""

import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models

from chat import shares
from chat.sessions import COOKIE, hashed
from tests.chat.peers import post, share

CLOSED = {
    # Ids, hashes and public keys of a fixed form; words from a list.
    "conversation": {"id", "state", "session_hash", "code_hash"},
    "event": {"kind", "stream"},
    "lease": {"connection"},
    "team": {"slug", "name"},
    "teamkey": {"pub"},
    "teamgrant": {"ct", "sig", "by_sig"},
}
WITH_TIMES = {
    "ticket": {
        "waiting_since",
        "claimed_at",
        "end_proposed_at",
        "wipe_at",
        "here_until",
    },
    "lease": {"expires_at"},
    "staffkey": {"unlocked_at"},
}
MODELS = list(apps.get_app_config("chat").get_models())


def fields(model, *kinds):
    return {field.name for field in model._meta.fields if isinstance(field, kinds)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_no_column_holds_a_sentence(model):
    texts = fields(model, models.CharField, models.TextField)
    assert texts == CLOSED.get(model._meta.model_name, set())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_only_tickets_leases_and_staff_have_a_time_of_day(model):
    times = fields(model, models.DateTimeField, models.TimeField)
    assert times == WITH_TIMES.get(model._meta.model_name, set())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_no_column_names_a_visitor(model):
    assert not fields(model, models.GenericIPAddressField, models.EmailField)
    names = " ".join(field.name for field in model._meta.fields)
    assert not re.search(r"(^| )(ip|address|agent|referr?er|phone|mail|browser)", names)


def test_a_message_says_neither_who_of_the_team_nor_when():
    from chat.models import Event

    names = {field.name for field in Event._meta.fields}
    assert names == {"id", "conversation", "n", "kind", "role", "stream", "ctr"} | {
        "envelope"
    }


def test_a_key_of_the_cache_says_nothing(alma, alma_talks, monkeypatch):
    keys = []
    real = cache.set
    monkeypatch.setattr(
        cache, "set", lambda key, *rest: keys.append(key) or real(key, *rest)
    )
    post(alma, "/chat/api/share/", share())
    (key,) = keys
    token = alma.cookies[COOKIE].value
    for told in (token, hashed(token), alma_talks.conv, share()["id"], share()["b"]):
        assert told not in key
    assert shares.take(hashed(token), share()["id"]) == share()["b"]
