"""Seals the secrets of second factors, so that a database alone gives none away."""

import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def box() -> Fernet:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"staff second factor")
    return Fernet(base64.urlsafe_b64encode(kdf.derive(settings.MFA_KEY.encode())))


def seal(text: str) -> str:
    return box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    return box().decrypt(sealed.encode()).decode()
