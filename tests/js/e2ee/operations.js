/** Every operation of the vector format: `in` as plain values, bytes as lower-case hex. */
import * as bytes from "../../../static/js/e2ee/bytes.js";
import * as conversation from "../../../static/js/e2ee/conversation.js";
import * as envelope from "../../../static/js/e2ee/envelope.js";
import * as file from "../../../static/js/e2ee/file.js";
import * as grant from "../../../static/js/e2ee/grant.js";
import * as hpke from "../../../static/js/e2ee/hpke.js";
import * as identity from "../../../static/js/e2ee/identity.js";
import * as kem from "../../../static/js/e2ee/kem.js";
import * as log from "../../../static/js/e2ee/log.js";
import * as notes from "../../../static/js/e2ee/notes.js";
import * as payload from "../../../static/js/e2ee/payload.js";
import * as returncode from "../../../static/js/e2ee/returncode.js";
import * as signature from "../../../static/js/e2ee/signature.js";
import * as slot from "../../../static/js/e2ee/slot.js";
import * as teamproof from "../../../static/js/e2ee/teamproof.js";
import * as text from "../../../static/js/e2ee/text.js";
import * as transcript from "../../../static/js/e2ee/transcript.js";
import * as vault from "../../../static/js/e2ee/vault.js";
import { WORDS } from "../../../static/js/e2ee/words-nl.js";
import { madeFile } from "./made-file.js";

const hex = bytes.toHex;
const raw = bytes.fromHex;

function signedEntry({ body, sig }) {
  return { body: raw(body), sig: raw(sig) };
}

async function teamKeyOf({ suite, priv, pub, team, ver }) {
  const key = await kem.importPrivate(suite, raw(priv));
  return { suite, key, pub: raw(pub), team: raw(team), ver };
}

async function keysOf({ kc, conv }) {
  return conversation.messageKeys(raw(kc), raw(conv));
}

async function grantOf({ kem: pkcs8, kem_pub, suite, granter, ct, sig, team, ver, uid }) {
  const key = await kem.importPrivate(suite, raw(pkcs8));
  const me = { uid: raw(uid), kem: { suite, key, pub: raw(kem_pub) } };
  return [
    me,
    { team: raw(team), ver, suite },
    { ct: raw(ct), sig: raw(sig), granter: raw(granter) },
  ];
}

export const OPERATIONS = {
  parse_code: async ({ s }) => hex(returncode.parseCode(s, WORDS)),
  derive_code: async ({ code, deploy, ver }) => {
    const { auth } = await returncode.deriveCode(raw(code), raw(deploy), ver);
    return { auth: hex(auth), auth_hash: hex(await returncode.authHash(auth)) };
  },
  rc_unwrap: async ({ code, deploy, conv, wrap }) => {
    const { wrapKey } = await returncode.deriveCode(raw(code), raw(deploy));
    return hex(await returncode.openCodeWrap(wrapKey, raw(conv), raw(wrap)));
  },
  conv_id: async ({ kc }) => hex(await conversation.conversationId(raw(kc))),
  conv_keys: async (given) => void (await keysOf(given)),
  join: async ({ a, b }) => hex(conversation.joinShare(raw(a), raw(b))),
  team_unwrap: async (given) => {
    const teamKey = await teamKeyOf(given);
    return hex(await conversation.openConversation(teamKey, raw(given.conv), raw(given.wrap)));
  },
  notes_unwrap: async (given) => {
    const teamKey = await teamKeyOf(given);
    return hex(await notes.openNotesKey(teamKey, raw(given.conv), raw(given.wrap)));
  },
  open_note: async ({ kn, conv, kind, id, box }) => {
    const key = await notes.notesKey(raw(kn), raw(conv));
    return hex(await notes.openNote(key, raw(conv), { kind, id: raw(id) }, raw(box)));
  },
  seal_envelope: async (given) => {
    const { kind, role, ctr, ack_n: ackN } = given;
    const [conv, stream, ackHash] = [raw(given.conv), raw(given.stream), raw(given.ack_hash)];
    const header = { conv, kind, role, stream, ctr, ackN, ackHash };
    const nonce = raw(given.nonce);
    return hex(
      await envelope.sealEnvelope(await keysOf(given), header, raw(given.payload), { nonce }),
    );
  },
  open_envelope: async (given) => {
    const got = await envelope.openEnvelope(await keysOf(given), raw(given.conv), raw(given.env));
    const { role, kind, ctr, ackN: ack_n } = got;
    const [body, stream, ack_hash] = [got.payload, got.stream, got.ackHash].map(hex);
    return { payload: body, role, kind, ctr, stream, ack_n, ack_hash };
  },
  transcript: async ({ kc, conv, envs }) => {
    const view = await transcript.Transcript.start(raw(kc), raw(conv), conversation.VISITOR);
    const taken = await view.acceptAll(envs.map(raw));
    const alerts = taken.flatMap((item) => item.alerts);
    return {
      results: taken.map(({ result }) => result),
      n: view.length,
      head: hex(view.head),
      alerts,
    };
  },
  slot_pass: async ({ uid, slot: stored, pass }) =>
    hex(await slot.openPassSlot(raw(uid), stored, pass)),
  slot_secret: async ({ uid, slot: stored, secret, kind }) =>
    hex(await slot.openSecretSlot(raw(uid), stored, raw(secret), kind)),
  open_vault: async ({ uid, vault: stored, vk }) =>
    Boolean(await vault.openVault(raw(uid), stored, raw(vk))),
  fingerprint: async ({ uid, pub }) => identity.fingerprint(raw(uid), pub),
  verify: async ({ pub, type, body, sig }) => signature.verify(raw(pub), type, raw(body), raw(sig)),
  verify_log: async ({ entries, ...given }) => {
    const { seq, head } = await log.verifyLog({ ...given, entries: entries.map(signedEntry) });
    return { seq, head };
  },
  verify_team_key: async ({ root, pin, approver, team_entry, team, revoked, min, now }) => {
    const proof = {
      root: raw(root),
      approver: signedEntry(approver),
      team: signedEntry(team_entry),
    };
    const { ver } = await teamproof.verifyTeamKey({
      proof,
      pins: { root: pin, revoked, min },
      team,
      now,
    });
    return { ver };
  },
  open_grant: async (given) => {
    const [me, teamKey, granted] = await grantOf(given);
    const known = given.team_pub && raw(given.team_pub);
    const pub =
      known ??
      (await kem.publicHalf(teamKey.suite, await grant.openGrantBytes(me, teamKey, granted)));
    return hex((await grant.openGrant(me, { ...teamKey, pub }, granted)).pub);
  },
  open_file: async ({ kf, fid, blob }) =>
    hex(await bytes.sha256(await file.openFile(raw(kf), raw(fid), raw(blob)))),
  open_made_file: async (given) => {
    const { kf, fid, blob } = await madeFile(given);
    return { blob: blob.length, length: (await file.openFile(kf, fid, blob)).length };
  },
  hpke_open: async ({ suite, priv, pub, info, aad, sealed }) => {
    const mine = { suite, key: await kem.importPrivate(suite, raw(priv)), pub: raw(pub) };
    return hex(await hpke.hpkeOpen(mine, raw(info), raw(sealed), { aad: raw(aad) }));
  },
  encode_payload: async ({ role, payload: value }) => {
    const { kind, bytes: body } = payload.encodePayload(role, value);
    return { kind, body: hex(body) };
  },
  decode_payload: async ({ kind, role, body }) => payload.decodePayload(kind, role, raw(body)),
  tidy_text: async ({ s }) => ({ text: text.checkText(s), length: text.measureText(s) }),
  passphrase: async ({ s }) => hex(bytes.utf8(text.tidyPassphrase(s))),
  code_forms: async ({ code }) => ({
    words: returncode.codeAsWords(raw(code), WORDS).join(" "),
    digits: returncode.codeAsDigits(raw(code)),
  }),
  ids: async ({ team, login }) => ({
    team: hex(await identity.teamId(team)),
    uid: hex(await identity.userId(login)),
  }),
};
