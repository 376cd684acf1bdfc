"""HPKE and boxes with chosen randomness, written anew so that vectors check the product."""

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chat.e2ee.kem import public_bytes

KEM_IDS = {1: b"\x00\x10", 2: b"\x00\x20"}


class Seed:
    """Endless bytes that are the same in every run."""

    def __init__(self, name):
        self.name, self.count = name.encode(), 0

    def bytes(self, length):
        block = hashlib.sha256(self.name + self.count.to_bytes(4)).digest()
        self.count += 1
        return block[:length]

    def private(self, suite):
        raw = self.bytes(32)
        if suite == 2:
            return X25519PrivateKey.from_private_bytes(raw)
        return derive_private_key(int.from_bytes(raw) >> 1, SECP256R1())


def extract(salt, secret):
    return hmac.digest(salt or bytes(32), secret, "sha256")


def expand(key, info, length):
    return hmac.digest(key, info + b"\x01", "sha256")[:length]


def agree(private, pub):
    if isinstance(private, EllipticCurvePrivateKey):
        point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), pub)
        return private.exchange(ECDH(), point)
    return private.exchange(X25519PublicKey.from_public_bytes(pub))


def hpke_seal(suite, pub, info, plaintext, *, ephemeral):
    enc = public_bytes(ephemeral)
    kem, hpke = b"KEM" + KEM_IDS[suite], b"HPKE" + KEM_IDS[suite] + b"\x00\x01\x00\x02"

    def labeled(suite_id, name, secret):
        return b"HPKE-v1" + suite_id + name + secret

    def sized(suite_id, name, context, length):
        return length.to_bytes(2) + labeled(suite_id, name, context)

    dh = extract(b"", labeled(kem, b"eae_prk", agree(ephemeral, pub)))
    shared = expand(dh, sized(kem, b"shared_secret", enc + pub, 32), 32)
    context = (
        b"\0"
        + extract(b"", labeled(hpke, b"psk_id_hash", b""))
        + extract(b"", labeled(hpke, b"info_hash", info))
    )
    secret = extract(shared, labeled(hpke, b"secret", b""))
    key = expand(secret, sized(hpke, b"key", context, 32), 32)
    nonce = expand(secret, sized(hpke, b"base_nonce", context, 12), 12)
    return enc + AESGCM(key).encrypt(nonce, plaintext, b"")


def box(key, aad, plaintext, *, nonce):
    return nonce + AESGCM(key).encrypt(nonce, plaintext, aad)
