/** The head of the key log as this counsellor last saw it, kept in the vault. */
import { fromBase64url } from "./bytes.js";
import { fromUtf8 } from "./bytes.js";
import { label } from "./bytes.js";
import { toBase64url } from "./bytes.js";
import { utf8 } from "./bytes.js";
import { open } from "./box.js";
import { seal } from "./box.js";

const NOTHING = Object.freeze({ seq: -1, hash: "" });

export async function sealSeen(vaultKey, uid, head) {
  const { seq, hash } = head ?? NOTHING;
  const body = utf8(JSON.stringify({ seq, hash }));
  return toBase64url(await seal(vaultKey, label("vault-seen", uid), body));
}

export async function openSeen(vaultKey, uid, stored) {
  const body = await open(vaultKey, label("vault-seen", uid), fromBase64url(stored));
  const head = JSON.parse(fromUtf8(body));
  return head.seq < 0 ? null : head;
}
