"""Key pairs and HPKE of the two suites: 1 is P-256, 2 is X25519."""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from chat.e2ee.boxes import TAG_BYTES
from chat.e2ee.checks import PUB_BYTES
from chat.e2ee.errors import E2eeError, need

PrivateKey = EllipticCurvePrivateKey | X25519PrivateKey
PublicKey = EllipticCurvePublicKey | X25519PublicKey

SUITES: Final = {
    number: Suite(kem, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    for number, kem in ((1, KEM.P256), (2, KEM.X25519))
}


def generate(suite: int) -> PrivateKey:
    need(suite in SUITES, "suite")
    return (
        generate_private_key(SECP256R1()) if suite == 1 else X25519PrivateKey.generate()
    )


def generate_signing() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


def public_bytes(key: PrivateKey) -> bytes:
    public = key.public_key()
    if isinstance(public, X25519PublicKey):
        return public.public_bytes_raw()
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def to_pkcs8(key: PrivateKey) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def from_pkcs8(suite: int, pkcs8: bytes) -> PrivateKey:
    wanted = EllipticCurvePrivateKey if suite == 1 else X25519PrivateKey
    try:
        key = load_der_private_key(pkcs8, None)
    except ValueError:
        raise E2eeError("auth") from None
    if not isinstance(key, wanted):
        raise E2eeError("auth")
    return key


def load_public(suite: int, pub: bytes) -> PublicKey:
    need(suite in SUITES, "suite")
    need(len(pub) == PUB_BYTES[suite], "auth")
    try:
        if suite == 1:
            return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), pub)
        return X25519PublicKey.from_public_bytes(pub)
    except ValueError:
        raise E2eeError("auth") from None


def hpke_seal(suite: int, pub: bytes, info: bytes, plaintext: bytes) -> bytes:
    return SUITES[suite].encrypt(plaintext, load_public(suite, pub), info)


def hpke_open(suite: int, key: PrivateKey, info: bytes, sealed: bytes) -> bytes:
    need(suite in SUITES, "suite")
    need(len(sealed) >= PUB_BYTES[suite] + TAG_BYTES, "short")
    try:
        return SUITES[suite].decrypt(sealed, key, info)
    except (InvalidTag, ValueError):
        raise E2eeError("auth") from None
