import copy

import pytest

from chat.e2ee.boxes import from_base64url, to_base64url
from chat.e2ee.checks import (
    check_code_wrap,
    check_envelope,
    check_public,
    check_wrap,
    user_id,
    verify,
)
from chat.e2ee.conversation import conversation_id, message_keys
from chat.e2ee.envelope import seal_envelope
from chat.e2ee.errors import E2eeError
from chat.e2ee.grants import sign
from chat.e2ee.header import TEAM, TEXT, VISITOR, Header
from chat.e2ee.kem import generate, generate_signing, public_bytes
from chat.e2ee.vault import create_vault
from chat.e2ee.vaultshape import check_vault

KC = bytes(range(32))
CONV = conversation_id(KC)
HEADER = Header(CONV, TEXT, VISITOR, bytes(8), 5, 2, bytes(32))
ENVELOPE = seal_envelope(message_keys(KC, CONV), HEADER, b"hoi")


@pytest.fixture(scope="module")
def made_vault():
    return create_vault(user_id("ana"), "een twee", iterations=600_000)[0]


@pytest.fixture
def vault(made_vault):
    return copy.deepcopy(made_vault)


def test_the_server_reads_the_header_of_an_envelope_it_cannot_open():
    assert check_envelope(ENVELOPE, CONV, VISITOR) == HEADER


def test_a_socket_cannot_send_for_the_other_side():
    with pytest.raises(E2eeError, match="role"):
        check_envelope(ENVELOPE, CONV, TEAM)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda e: e[:-1], "len"),
        (lambda e: b"", "len"),
        (lambda e: e[:96], "len"),
        (lambda e: b"\2" + e[1:], "ver"),
        (lambda e: e[:1] + b"\4" + e[2:], "kind"),
        (lambda e: e[:3] + b"\1" + e[4:], "epoch"),
        (lambda e: e[:4] + bytes(16) + e[20:], "conv"),
    ],
)
def test_an_envelope_out_of_shape_is_refused_by_name(change, code):
    with pytest.raises(E2eeError, match=code):
        check_envelope(change(ENVELOPE), CONV, VISITOR)


def test_wraps_have_one_length_per_suite():
    check_wrap(1, bytes(113))
    check_wrap(2, bytes(80))
    check_code_wrap(bytes(60))
    for suite, length in ((1, 80), (2, 113), (1, 114)):
        with pytest.raises(E2eeError, match="len"):
            check_wrap(suite, bytes(length))
    with pytest.raises(E2eeError, match="suite"):
        check_wrap(3, bytes(113))
    with pytest.raises(E2eeError, match="len"):
        check_code_wrap(bytes(120))


@pytest.mark.parametrize("suite", [1, 2])
def test_a_public_key_is_a_point_of_its_own_curve(suite):
    pub = public_bytes(generate(suite))
    check_public(suite, pub)
    with pytest.raises(E2eeError):
        check_public(3 - suite, pub)


def test_a_point_beside_the_curve_is_refused():
    with pytest.raises(E2eeError, match="point"):
        check_public(1, b"\4" + bytes(64))


def test_a_signature_holds_for_its_words_and_its_purpose_only():
    key = generate_signing()
    signature = sign(key, "grant", b"body")
    pub = public_bytes(key)
    assert verify(pub, "grant", b"body", signature)
    assert not verify(pub, "log", b"body", signature)
    assert not verify(pub, "grant", b"other", signature)
    assert not verify(public_bytes(generate_signing()), "grant", b"body", signature)
    assert not verify(b"", "grant", b"body", signature)
    assert not verify(pub, "grant", b"body", bytes(64))


@pytest.mark.parametrize("text", ["AA==", "AA+", "A", "AB", "AA\n", 7, None, b"AA"])
def test_base64url_has_one_spelling_per_value(text):
    with pytest.raises(E2eeError, match="base64"):
        from_base64url(text)


def test_every_value_survives_base64url():
    for length in range(70):
        assert from_base64url(to_base64url(bytes(range(length)))) == bytes(
            range(length)
        )


def test_a_vault_of_the_right_shape_is_kept(vault):
    check_vault(vault)


@pytest.mark.parametrize(
    "break_it",
    [
        lambda v: v.pop("seen"),
        lambda v: v.update(passphrase="een twee"),
        lambda v: v["pub"].update(suite=2),
        lambda v: v["pub"].update(suite=True),
        lambda v: v["pub"].update(kem=to_base64url(b"\4" + bytes(64))),
        lambda v: v["keys"].update(kem=""),
        lambda v: v["keys"].update(sig=to_base64url(bytes(401))),
        lambda v: v["keys"].update(vk="AAAA"),
        lambda v: v["slots"].clear(),
        lambda v: v["slots"].extend(v["slots"] * 8),
        lambda v: v["slots"][0].update(iter=1000),
        lambda v: v["slots"][0].update(iter=600_000.0),
        lambda v: v["slots"][0].update(type="plain"),
        lambda v: v["slots"][0].update(type=["pass"]),
        lambda v: v["slots"][0].update(box="AAAA"),
        lambda v: v["slots"][0].update(secret="een twee"),
        lambda v: v.update(slots="pass"),
    ],
)
def test_a_vault_with_anything_more_less_or_weaker_is_refused(vault, break_it):
    break_it(vault)
    with pytest.raises(E2eeError):
        check_vault(vault)


@pytest.mark.parametrize("value", [None, [], "vault", 7, {}])
def test_something_that_is_no_vault_is_refused(value):
    with pytest.raises(E2eeError, match="vault"):
        check_vault(value)
