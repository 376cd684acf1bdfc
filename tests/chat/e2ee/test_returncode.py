import pytest
from hypothesis import given, strategies as st

from chat.e2ee.checks import auth_hash
from chat.e2ee.conversation import conversation_id
from chat.e2ee.errors import E2eeError
from chat.e2ee.returncode import (
    code_as_digits,
    code_as_words,
    derive_code,
    new_code,
    open_code_wrap,
    parse_code,
    wrap_for_code,
)
from tests.properties import tried

LETTERS = "bcdfghjklmnprstv"
WORDS = [
    LETTERS[i >> 8] + "ae"[i >> 7 & 1] + LETTERS[i >> 3 & 15] + "aeiouyzx"[i & 7] + "n"
    for i in range(2048)
]
KC = bytes(range(32))
CONV = conversation_id(KC)
DEPLOY = bytes(16)


@tried(100)
@given(st.integers(0, 2**66 - 1))
def test_words_and_digits_are_two_spellings_of_one_code(value):
    code = value.to_bytes(9)
    assert parse_code(code_as_words(code, WORDS), WORDS) == code
    assert parse_code(code_as_digits(code)) == code


@tried(100)
@given(st.integers(2**66, 10**20 - 1))
def test_a_number_beyond_the_codes_is_refused(value):
    with pytest.raises(E2eeError, match="code"):
        parse_code(f"{value:020d}")


def outcome(typed):
    try:
        return len(parse_code(typed, WORDS))
    except E2eeError as refusal:
        return refusal.code


@tried(100)
@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_code_or_a_named_refusal(typed):
    assert outcome(typed) in (9, "code", "word")


def test_codes_are_66_random_bits():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(code[0] < 4 for code in codes)


def test_a_code_opens_its_conversation_and_no_other_does():
    code = new_code()
    auth, key = derive_code(code, DEPLOY)
    wrap = wrap_for_code(key, CONV, KC)
    assert open_code_wrap(key, CONV, wrap) == KC
    other_auth, other_key = derive_code(new_code(), DEPLOY)
    assert auth_hash(auth) != auth_hash(other_auth)
    with pytest.raises(E2eeError, match="auth"):
        open_code_wrap(other_key, CONV, wrap)


def test_another_installation_makes_another_secret_of_the_same_code():
    code = new_code()
    assert derive_code(code, DEPLOY) != derive_code(code, bytes([1] * 16))


def test_a_wrap_whose_key_belongs_to_another_conversation_is_refused():
    _, key = derive_code(new_code(), DEPLOY)
    wrap = wrap_for_code(key, CONV, bytes(32))
    with pytest.raises(E2eeError, match="conv-id"):
        open_code_wrap(key, CONV, wrap)


def test_an_unknown_kdf_is_refused():
    with pytest.raises(E2eeError, match="kdf"):
        derive_code(new_code(), DEPLOY, 2)
