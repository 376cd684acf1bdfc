"""Takes the two RFC 9180 cases this project uses from the package cryptography_vectors."""

import json
import sys
from importlib.resources import files
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from chat.e2ee.kem import to_pkcs8

SUITES = {16: 1, 32: 2}
SOURCE = "RFC 9180 test vectors, HPKE/test-vectors.json of cryptography_vectors 50.0.2"


def pkcs8(kem: int, secret: str) -> str:
    raw = bytes.fromhex(secret)
    if kem == 32:
        return to_pkcs8(X25519PrivateKey.from_private_bytes(raw)).hex()
    return to_pkcs8(derive_private_key(int.from_bytes(raw), SECP256R1())).hex()


def vector(case: dict) -> dict:
    first = case["encryptions"][0]
    return {
        "id": f"rfc9180-kem-{case['kem_id']}",
        "op": "hpke_open",
        "in": {
            "suite": SUITES[case["kem_id"]],
            "priv": pkcs8(case["kem_id"], case["skRm"]),
            "pub": case["pkRm"],
            "eph_priv": pkcs8(case["kem_id"], case["skEm"]),
            "eph_pub": case["pkEm"],
            "info": case["info"],
            "aad": first["aad"],
            "sealed": case["enc"] + first["ct"],
        },
        "out": first["pt"],
    }


def wanted(case: dict) -> bool:
    modes = case["mode"], case["kdf_id"], case["aead_id"]
    return modes == (0, 1, 2) and case["kem_id"] in SUITES


if __name__ == "__main__":
    source = files("cryptography_vectors").joinpath("HPKE/test-vectors.json")
    cases = json.loads(source.read_text())
    made = [vector(case) for case in cases if wanted(case)]
    document = {"schema": "e2ee.vectors.v1", "source": SOURCE, "vectors": made}
    Path(sys.argv[1]).write_text(json.dumps(document, indent=1) + "\n")
