/** What is in the composers when the console locks stays in memory, sealed. */
import { fromUtf8 } from "./bytes.js";
import { label } from "./bytes.js";
import { utf8 } from "./bytes.js";
import { open } from "./box.js";
import { seal } from "./box.js";

export function sealDraft({ drafts, uid }, text) {
  return seal(drafts, label("vault-draft", uid), utf8(text));
}

export async function openDraft({ drafts, uid }, box) {
  return fromUtf8(await open(drafts, label("vault-draft", uid), box));
}
