import copy

import pytest

from chat.e2ee.boxes import from_base64url, to_base64url
from chat.e2ee.checks import team_id, user_id
from chat.e2ee.conversation import new_conversation, open_conversation
from chat.e2ee.errors import E2eeError
from chat.e2ee.grants import fingerprint, make_team_key, open_grant, seal_grant
from chat.e2ee.kem import generate, public_bytes
from chat.e2ee.vault import create_vault, new_passphrase, unlock_vault

PASSPHRASE = "een twee drie vier vijf zes zeven"
ANA, IVO = user_id("ana"), user_id("ivo")


@pytest.fixture(scope="module")
def members():
    made = [create_vault(uid, PASSPHRASE, iterations=600_000) for uid in (ANA, IVO)]
    return made[0], made[1]


def signing_key(identity):
    return from_base64url(identity.pub["sig"])


def test_a_vault_opens_with_its_passphrase_however_it_is_spaced(members):
    (vault, ana), _ = members
    opened = unlock_vault(ANA, vault, f"  {PASSPHRASE.replace(' ', '   ')} ")
    assert public_bytes(opened.kem) == public_bytes(ana.kem)
    assert public_bytes(opened.sig) == public_bytes(ana.sig)


@pytest.mark.parametrize("wrong", [PASSPHRASE.upper(), PASSPHRASE + " acht", ""])
def test_another_passphrase_does_not_open_it(members, wrong):
    (vault, _), _ = members
    with pytest.raises(E2eeError, match="auth"):
        unlock_vault(ANA, vault, wrong)


def test_a_vault_cannot_be_given_to_someone_else(members):
    (vault, _), _ = members
    with pytest.raises(E2eeError, match="auth"):
        unlock_vault(IVO, vault, PASSPHRASE)


def test_a_server_cannot_show_a_counsellor_another_public_key(members):
    (vault, _), (other, _) = members
    changed = copy.deepcopy(vault)
    changed["pub"]["kem"] = other["pub"]["kem"]
    with pytest.raises(E2eeError, match="auth"):
        unlock_vault(ANA, changed, PASSPHRASE)


@pytest.mark.parametrize("suite", [1, 2])
def test_a_granted_team_key_opens_what_visitors_seal(members, suite):
    (_, ana), (_, ivo) = members
    key = make_team_key(team_id("jeugd"), ver=4, suite=suite)
    kc, conv, wrap = new_conversation(key)
    grant = seal_grant(ana, key, IVO, ivo.pub)
    opened = open_grant(ivo, key, grant, signing_key(ana))
    assert open_conversation(opened, conv, wrap) == kc


def test_a_grant_counts_for_its_member_and_its_granter_only(members):
    (_, ana), (_, ivo) = members
    key = make_team_key(team_id("jeugd"))
    grant = seal_grant(ana, key, IVO, ivo.pub)
    with pytest.raises(E2eeError, match="grant-sig"):
        open_grant(ana, key, grant, signing_key(ana))
    with pytest.raises(E2eeError, match="grant-sig"):
        open_grant(ivo, key, grant, signing_key(ivo))


def test_fingerprints_change_with_every_part_of_an_identity(members):
    (vault, _), _ = members
    pub = vault["pub"]
    other = to_base64url(public_bytes(generate(1)))
    seen = {
        fingerprint(ANA, pub),
        fingerprint(IVO, pub),
        fingerprint(ANA, {**pub, "kem": other}),
        fingerprint(ANA, {**pub, "sig": other}),
    }
    assert len(seen) == 4
    assert [len(group) for group in fingerprint(ANA, pub).split()] == [5] * 5


def test_a_generated_passphrase_has_seven_words_and_never_repeats():
    words = [f"w{number:04}" for number in range(2048)]
    made = {new_passphrase(words) for _ in range(50)}
    assert len(made) == 50
    assert all(len(passphrase.split()) == 7 for passphrase in made)
