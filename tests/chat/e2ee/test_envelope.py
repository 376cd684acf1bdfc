import os

import pytest

from chat.e2ee.conversation import conversation_id, message_keys
from chat.e2ee.envelope import open_envelope, seal_envelope
from chat.e2ee.errors import E2eeError
from chat.e2ee.header import TEAM, TEXT, VISITOR, Header

KC = bytes(range(32))
CONV = conversation_id(KC)
KEYS = message_keys(KC, CONV)


def header(**changes):
    fields = {
        "conv": CONV,
        "kind": TEXT,
        "role": VISITOR,
        "stream": bytes(8),
        "ctr": 0,
        "ack_n": 0,
        "ack_hash": bytes(32),
    }
    return Header(**fields | changes)


def flipped(envelope, bit):
    changed = bytearray(envelope)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_every_single_bit_of_an_envelope_is_protected():
    envelope = seal_envelope(KEYS, header(), b"hallo")
    assert open_envelope(KEYS, CONV, envelope).payload == b"hallo"
    bits = len(envelope) * 8
    assert bits == 4864
    for bit in range(bits):
        with pytest.raises(E2eeError):
            open_envelope(KEYS, CONV, flipped(envelope, bit))


@pytest.mark.parametrize("length", [0, 1, 508, 509, 1020, 4092, 16380])
def test_what_is_sealed_opens_and_its_size_says_only_the_bucket(length):
    payload = os.urandom(length)
    envelope = seal_envelope(KEYS, header(), payload)
    assert open_envelope(KEYS, CONV, envelope).payload == payload
    assert len(envelope) - 96 in (512, 1024, 2048, 4096, 8192, 16384)


def test_a_message_of_the_visitor_does_not_open_as_one_of_the_team():
    envelope = bytearray(seal_envelope(KEYS, header(), b"hallo"))
    envelope[2] = TEAM
    with pytest.raises(E2eeError, match="auth"):
        open_envelope(KEYS, CONV, bytes(envelope))


def test_a_payload_that_does_not_fit_is_not_sealed():
    with pytest.raises(E2eeError, match="too-long"):
        seal_envelope(KEYS, header(), bytes(16381))


def test_two_seals_of_the_same_words_have_nothing_in_common():
    first, second = (seal_envelope(KEYS, header(), b"hallo") for _ in range(2))
    assert first[68:] != second[68:]
