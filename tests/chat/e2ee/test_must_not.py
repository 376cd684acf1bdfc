"""Mistakes others made, and the walls against repeating them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from chat.e2ee.boxes import to_base64url
from chat.e2ee.checks import team_id, user_id
from chat.e2ee.errors import E2eeError
from chat.e2ee.grants import make_team_key, seal_grant
from chat.e2ee.header import LENGTHS
from chat.e2ee.slots import open_pass_slot
from chat.e2ee.vault import create_vault

ROOT = Path(__file__).parents[3]
MODULES = sorted((ROOT / "static/js/e2ee").glob("*.js"))
PASSPHRASE = "een twee drie vier vijf zes zeven"
SERVER_MODULES = ("boxes", "checks", "errors", "header", "vaultshape")
WEB_PROCESS = "platform_site.asgi, platform_site.urls.chat, platform_site.urls.portal"
FORBIDDEN = {
    "unauthenticated encryption": r"AES-CBC|AES-CTR",
    "guessable randomness": r"Math\s*\.\s*random",
    "weak hashes": r"SHA-?1\b|MD5",
    "storage on the device": r"localStorage|sessionStorage|indexedDB|document\.cookie",
    "keys between tabs": r"BroadcastChannel|postMessage|SharedWorker",
    "requests": r"\bfetch\s*\(|XMLHttpRequest|WebSocket",
    "words in the console": r"console\.",
    "code from text": r"\beval\s*\(|new Function|innerHTML",
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_the_browsers_encryption_has_none_of(name):
    assert len(MODULES) > 20
    pattern = re.compile(FORBIDDEN[name])
    assert [path.name for path in MODULES if pattern.search(path.read_text())] == []


def test_keys_in_the_browser_are_never_made_extractable_by_accident():
    """Extractable only where a key is made to be sealed, or its public half is asked."""
    pattern = re.compile(r"(generateKem|generateSigning|importPrivate)\([^)]*true\)")
    users = {path.name for path in MODULES if pattern.search(path.read_text())}
    assert users == {"grant.js", "kem.js", "vault.js"}


def imported_by(module):
    """The parts of `chat.e2ee` that a fresh process holds after importing this one."""
    script = f"import sys, {module}; print('\\n'.join(sys.modules))"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=env,
    )
    names = re.findall(r"^chat\.e2ee\.(\w+)$", ran.stdout.decode(), re.MULTILINE)
    return set(names)


@pytest.mark.parametrize("module", SERVER_MODULES)
def test_what_the_web_process_imports_cannot_hold_a_private_key(module):
    assert imported_by(f"chat.e2ee.{module}") <= set(SERVER_MODULES)


def test_the_whole_web_process_holds_nothing_else_of_the_encryption():
    imported = imported_by(WEB_PROCESS)
    assert imported & set(SERVER_MODULES)
    assert imported <= set(SERVER_MODULES)


def test_the_peer_does_hold_private_keys_so_the_wall_means_something():
    assert "kem" in imported_by("chat.e2ee.vault")


def test_ids_are_made_of_names_and_carry_nothing_of_a_key():
    first, second = (make_team_key(team_id("jeugd")) for _ in range(2))
    assert first.pub != second.pub
    assert first.team == second.team == team_id("jeugd")
    vault, _ = create_vault(user_id("ana"), PASSPHRASE, iterations=600_000)
    secrets = vault["keys"]["kem"], vault["slots"][0]["box"]
    assert not any(vault["slots"][0]["id"] in secret for secret in secrets)


@pytest.mark.parametrize("iterations", [1, 599_999, 20_000_001])
def test_a_server_cannot_lower_the_cost_of_guessing(iterations):
    vault, _ = create_vault(user_id("ana"), PASSPHRASE, iterations=600_000)
    slot = {**vault["slots"][0], "iter": iterations}
    with pytest.raises(E2eeError, match="kdf"):
        open_pass_slot(user_id("ana"), slot, PASSPHRASE)


def test_a_member_without_a_grant_gets_no_key_from_anything_the_server_knows():
    vault, ana = create_vault(user_id("ana"), PASSPHRASE, iterations=600_000)
    key = make_team_key(team_id("jeugd"))
    grant = seal_grant(ana, key, ana.uid, ana.pub)
    stored = repr((vault, to_base64url(grant.ct))).encode()
    for secret in (ana.kem, ana.sig, key.private):
        number = secret.private_numbers().private_value.to_bytes(32)
        assert to_base64url(number).encode() not in stored
        assert number.hex().encode() not in stored


def test_sizes_tell_six_lengths_and_no_more():
    assert len(LENGTHS) == 6
