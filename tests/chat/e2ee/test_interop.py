"""Python and the browser's own code in the same random conversations."""

import json
import os
import secrets
import subprocess

import pytest

from chat.e2ee.boxes import from_base64url
from chat.e2ee.checks import team_id, user_id
from chat.e2ee.conversation import (
    TeamKey,
    conversation_id,
    new_conversation,
    open_conversation,
)
from chat.e2ee.files import FileKey, open_file
from chat.e2ee.grants import Grant, make_team_key, open_grant, seal_grant
from chat.e2ee.header import TEAM, TEXT, VISITOR
from chat.e2ee.notes import NOTE, Place, notes_key, open_note, open_notes_key
from chat.e2ee.returncode import derive_code, open_code_wrap
from chat.e2ee.runners import SCRIPTS, node_binary
from chat.e2ee.transcript import Transcript
from chat.e2ee.vault import create_vault, unlock_vault
from chat.e2ee.vaultshape import check_vault

PASSPHRASE = "een twee drie vier vijf zes zeven"
ANA, IVO = user_id("ana"), user_id("ivo")
DEPLOY = bytes(range(16))

raw = bytes.fromhex


def payload():
    return os.urandom(secrets.choice([0, 1, 40, 508, 509, 3000, 16380]))


def begin(key):
    """A visitor who writes, a counsellor who answers, and what the server would hold."""
    kc, conv, wrap = new_conversation(key)
    views = Transcript(kc, conv, VISITOR), Transcript(kc, conv, TEAM)
    payloads = [payload() for _ in range(1 + secrets.randbelow(12))]
    envelopes = []
    for written in payloads:
        envelopes.append(secrets.choice(views).seal(TEXT, written))
        for view in views:
            view.accept(envelopes[-1])
    task = {"conv": conv.hex(), "wrap": wrap.hex()}
    task["envelopes"] = [envelope.hex() for envelope in envelopes]
    return task, payloads, views[0]


@pytest.fixture(scope="module")
def played():
    vault, ana = create_vault(ANA, PASSPHRASE, iterations=600_000)
    _, ivo = create_vault(IVO, PASSPHRASE, iterations=600_000)
    key = make_team_key(team_id("jeugd"), ver=3)
    grant = seal_grant(ana, key, ANA, ana.pub)
    begun = [begin(key) for _ in range(30)]
    task = {
        "uid": ANA.hex(),
        "vault": vault,
        "passphrase": PASSPHRASE,
        "deploy": DEPLOY.hex(),
        "teamKey": {
            "team": key.team.hex(),
            "ver": key.ver,
            "suite": key.suite,
            "pub": key.pub.hex(),
        },
        "grant": {
            "ct": grant.ct.hex(),
            "sig": grant.sig.hex(),
            "granter": from_base64url(ana.pub["sig"]).hex(),
        },
        "member": {"uid": IVO.hex(), "kem": from_base64url(ivo.pub["kem"]).hex()},
        "conversations": [conversation for conversation, _, _ in begun],
        "payloads": [payload().hex() for _ in range(5)],
    }
    ran = subprocess.run(
        [node_binary(), str(SCRIPTS / "peer.js")],
        input=json.dumps(task),
        capture_output=True,
        check=True,
        text=True,
    )
    return key, ivo, begun, task, json.loads(ran.stdout)


def test_the_browser_reads_and_answers_what_python_wrote(played):
    _, _, begun, _, report = played
    for (_, payloads, visitor), answer in zip(begun, report["answers"], strict=True):
        assert answer["alerts"] == []
        assert [raw(text) for text in answer["payloads"]] == payloads
        taken = [visitor.accept(raw(reply)) for reply in answer["replies"]]
        assert [item.opened.payload for item in taken] == payloads[:3]
        assert [item.alerts for item in taken] == [[] for _ in taken]
        assert visitor.head.hex() == answer["head"]


def test_python_opens_all_that_a_browser_makes_for_a_conversation(played):
    key, _, _, task, report = played
    for text, made in zip(task["payloads"], report["begun"], strict=True):
        conv, written = raw(made["conv"]), raw(text)
        kc = open_conversation(key, conv, raw(made["wrap"]))
        taken = Transcript(kc, conv, TEAM).accept(raw(made["envelope"]))
        assert (taken.opened.payload, taken.alerts) == (written, [])
        kn = open_notes_key(key, conv, raw(made["notesWrap"]))
        place = Place(NOTE, raw(made["noteId"]))
        assert open_note(notes_key(kn, conv), conv, place, raw(made["note"])) == written
        file = FileKey(raw(made["file"]["kf"]), raw(made["file"]["fid"]))
        assert open_file(file, raw(made["file"]["blob"])) == written
        auth, wrap_key = derive_code(raw(made["code"]), DEPLOY)
        assert auth.hex() == made["auth"]
        again = open_code_wrap(wrap_key, conv, raw(made["codeWrap"]))
        assert conversation_id(again) == conv


def test_python_opens_a_vault_that_a_browser_made(played):
    *_, report = played
    check_vault(report["vault"])
    assert unlock_vault(ANA, report["vault"], PASSPHRASE).pub == report["vault"]["pub"]


def test_python_opens_a_team_key_that_a_browser_passed_on(played):
    _, ivo, _, _, report = played
    made = report["team"]
    key = TeamKey(raw(made["team"]), made["ver"], made["suite"], raw(made["pub"]))
    passed = Grant(raw(made["passed"]["ct"]), raw(made["passed"]["sig"]))
    opened = open_grant(ivo, key, passed, raw(made["granter"]))
    kc, conv, wrap = new_conversation(key)
    assert open_conversation(opened, conv, wrap) == kc
