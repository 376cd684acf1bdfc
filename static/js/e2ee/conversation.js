import { equal } from "./bytes.js";
import { label } from "./bytes.js";
import { random } from "./bytes.js";
import { sha256 } from "./bytes.js";
import { u32 } from "./bytes.js";
import { u8 } from "./bytes.js";
import { xor } from "./bytes.js";
import { hkdfKey } from "./box.js";
import { need } from "./errors.js";
import { hpkeOpen } from "./hpke.js";
import { hpkeSeal } from "./hpke.js";

export const EPOCH = 0;
export const KEY_BYTES = 32;
export const VISITOR = 1;
export const TEAM = 2;

/** The id commits to the key: nobody can put another key under an existing conversation. */
export async function conversationId(kc) {
  return (await sha256(label("conv-id"), kc)).slice(0, 16);
}

export async function checkConversationKey(kc, conv) {
  need(equal(await conversationId(kc), conv), "conv-id");
}

/** One key per direction, indexed by the sender's role. */
export async function messageKeys(kc, conv) {
  await checkConversationKey(kc, conv);
  const [fromVisitor, fromTeam] = await Promise.all([
    hkdfKey(kc, conv, label("msg/v2t", u8(EPOCH))),
    hkdfKey(kc, conv, label("msg/t2v", u8(EPOCH))),
  ]);
  return { [VISITOR]: fromVisitor, [TEAM]: fromTeam };
}

function wrapInfo(name, teamKey, conv) {
  return label(name, conv, teamKey.team, u32(teamKey.ver), u8(EPOCH));
}

export function wrapFor(teamKey, conv, secret, name = "conv-wrap") {
  return hpkeSeal(teamKey, wrapInfo(name, teamKey, conv), secret);
}

export async function openWrap(teamKey, conv, wrap, name = "conv-wrap") {
  const secret = await hpkeOpen(teamKey, wrapInfo(name, teamKey, conv), wrap);
  need(secret.length === KEY_BYTES, "len");
  return secret;
}

export async function openConversation(teamKey, conv, wrap) {
  const kc = await openWrap(teamKey, conv, wrap);
  await checkConversationKey(kc, conv);
  return kc;
}

export async function newConversation(teamKey) {
  const kc = random(KEY_BYTES);
  const conv = await conversationId(kc);
  return { kc, conv, wrap: await wrapFor(teamKey, conv, kc) };
}

/** Either half alone is a uniformly random string. */
export function splitShare(kc) {
  const b = random(KEY_BYTES);
  return { a: xor(kc, b), b };
}

export function joinShare(a, b) {
  need(a.length === KEY_BYTES && b.length === KEY_BYTES, "len");
  return xor(a, b);
}
