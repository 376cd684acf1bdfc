/** The second key of a conversation: notes, goal and whispers, which a visitor never opens. */
import { label } from "./bytes.js";
import { random } from "./bytes.js";
import { u8 } from "./bytes.js";
import { hkdfKey } from "./box.js";
import { open } from "./box.js";
import { seal } from "./box.js";
import { EPOCH } from "./conversation.js";
import { KEY_BYTES } from "./conversation.js";
import { openWrap } from "./conversation.js";
import { wrapFor } from "./conversation.js";
import { need } from "./errors.js";
import { pad } from "./padding.js";
import { unpad } from "./padding.js";

export const NOTE = Object.freeze({ note: 1, goal: 2, whisper: 3 });

const WRAP = "notes-wrap";

export async function newNotesKey(teamKey, conv) {
  const kn = random(KEY_BYTES);
  return { kn, wrap: await wrapFor(teamKey, conv, kn, WRAP) };
}

export function openNotesKey(teamKey, conv, wrap) {
  return openWrap(teamKey, conv, wrap, WRAP);
}

/** For a transfer to another team. */
export function wrapNotesKey(teamKey, conv, kn) {
  return wrapFor(teamKey, conv, kn, WRAP);
}

export function notesKey(kn, conv) {
  return hkdfKey(kn, conv, label("notes", u8(EPOCH)));
}

function noteAad(conv, { kind, id }) {
  need(Object.values(NOTE).includes(kind) && id.length === 16, "kind");
  return label("note", conv, u8(kind), id);
}

export async function sealNote(key, conv, place, payload) {
  return seal(key, noteAad(conv, place), pad(payload));
}

export async function openNote(key, conv, place, box) {
  return unpad(await open(key, noteAad(conv, place), box));
}
