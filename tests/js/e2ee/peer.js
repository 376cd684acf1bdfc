/** `node peer.js < task`: takes part in conversations that Python began, and begins some. */
import { text } from "node:stream/consumers";
import { fromHex } from "../../../static/js/e2ee/bytes.js";
import { random } from "../../../static/js/e2ee/bytes.js";
import { toHex } from "../../../static/js/e2ee/bytes.js";
import { newConversation } from "../../../static/js/e2ee/conversation.js";
import { openConversation } from "../../../static/js/e2ee/conversation.js";
import { TEAM } from "../../../static/js/e2ee/conversation.js";
import { VISITOR } from "../../../static/js/e2ee/conversation.js";
import { KIND } from "../../../static/js/e2ee/envelope.js";
import { sealFile } from "../../../static/js/e2ee/file.js";
import { makeTeamKey } from "../../../static/js/e2ee/grant.js";
import { openGrant } from "../../../static/js/e2ee/grant.js";
import { passOn } from "../../../static/js/e2ee/grant.js";
import { newNotesKey } from "../../../static/js/e2ee/notes.js";
import { notesKey } from "../../../static/js/e2ee/notes.js";
import { sealNote } from "../../../static/js/e2ee/notes.js";
import { deriveCode } from "../../../static/js/e2ee/returncode.js";
import { newCode } from "../../../static/js/e2ee/returncode.js";
import { wrapForCode } from "../../../static/js/e2ee/returncode.js";
import { Transcript } from "../../../static/js/e2ee/transcript.js";
import { createVault } from "../../../static/js/e2ee/vault.js";
import { unlockVault } from "../../../static/js/e2ee/vault.js";

const task = JSON.parse(await text(process.stdin));
const TEXT_ID = random(16);

function hexed(object) {
  const pairs = Object.entries(object).map(([key, value]) => [
    key,
    value instanceof Uint8Array ? toHex(value) : value,
  ]);
  return Object.fromEntries(pairs);
}

function teamKeyOf({ team, ver, suite, pub }) {
  return { team: fromHex(team), ver, suite, pub: fromHex(pub) };
}

function grantOf({ ct, sig, granter }) {
  return { ct: fromHex(ct), sig: fromHex(sig), granter: fromHex(granter) };
}

async function answer(teamKey, { conv, wrap, envelopes }) {
  const kc = await openConversation(teamKey, fromHex(conv), fromHex(wrap));
  const view = await Transcript.start(kc, fromHex(conv), TEAM);
  const taken = await view.acceptAll(envelopes.map(fromHex));
  const replies = [];
  for (const item of taken.slice(0, 3)) {
    const reply = await view.seal(KIND.text, item.payload);
    await view.accept(reply);
    replies.push(toHex(reply));
  }
  const alerts = taken.flatMap((item) => item.alerts);
  return {
    payloads: taken.map(({ payload }) => toHex(payload)),
    alerts,
    replies,
    head: toHex(view.head),
  };
}

async function begin(teamKey, payload, deploy) {
  const { kc, conv, wrap } = await newConversation(teamKey);
  const view = await Transcript.start(kc, conv, VISITOR);
  const envelope = await view.seal(KIND.text, payload);
  const { kn, wrap: notesWrap } = await newNotesKey(teamKey, conv);
  const place = { kind: 1, id: TEXT_ID };
  const note = await sealNote(await notesKey(kn, conv), conv, place, payload);
  const file = await sealFile(payload);
  const code = newCode();
  const { auth, wrapKey } = await deriveCode(code, deploy);
  const codeWrap = await wrapForCode(wrapKey, conv, kc);
  const made = { conv, wrap, envelope, notesWrap, note, noteId: TEXT_ID, code, auth, codeWrap };
  return { ...hexed(made), file: hexed(file) };
}

async function ownTeam(identity, member) {
  const made = await makeTeamKey(identity, { team: fromHex(task.teamKey.team), ver: 7, suite: 2 });
  const grant = { ct: made.ct, sig: made.sig, granter: identity.sig.pub };
  const passed = await passOn(identity, made, grant, member);
  return { ...hexed(made), passed: hexed(passed), granter: toHex(identity.sig.pub) };
}

const uid = fromHex(task.uid);
const identity = await unlockVault(uid, task.vault, task.passphrase);
const teamKey = await openGrant(identity, teamKeyOf(task.teamKey), grantOf(task.grant));
const member = { uid: fromHex(task.member.uid), kem: { suite: 1, pub: fromHex(task.member.kem) } };

const report = {
  answers: await Promise.all(task.conversations.map((given) => answer(teamKey, given))),
  begun: await Promise.all(
    task.payloads.map((payload) => begin(teamKey, fromHex(payload), fromHex(task.deploy))),
  ),
  vault: await createVault(uid, task.passphrase),
  team: await ownTeam(identity, member),
};
process.stdout.write(JSON.stringify(report));
