import { label } from "./bytes.js";
import { sha256 } from "./bytes.js";
import { toBase64url } from "./bytes.js";
import { u8 } from "./bytes.js";
import { wipe } from "./bytes.js";
import { EMPTY } from "./bytes.js";
import { hkdfBytes } from "./box.js";
import { hkdfKey } from "./box.js";
import { NONCE_BYTES } from "./box.js";
import { open } from "./box.js";
import { pbkdf2Bytes } from "./box.js";
import { seal } from "./box.js";
import { TAG_BYTES } from "./box.js";
import { checkConversationKey } from "./conversation.js";
import { KEY_BYTES } from "./conversation.js";
import { need } from "./errors.js";
import { withoutAccents } from "./text.js";
import { fromBytes } from "./words.js";
import { fromWords } from "./words.js";
import { randomBits } from "./words.js";
import { toBytes } from "./words.js";
import { toWords } from "./words.js";

const CODE_BITS = 66;
const CODE_BYTES = 9;
const WORDS = 6;
const DIGITS = 20;
const WRAP_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;
const ITERATIONS = new Map([[1, 600_000]]);

/** Newest first: whoever resumes tries them in this order. */
export const KDFS = Object.freeze([...ITERATIONS.keys()].reverse());

export function newCode() {
  return toBytes(randomBits(CODE_BITS), CODE_BYTES);
}

export function codeAsWords(code, words) {
  return toWords(fromBytes(code), WORDS, words);
}

export function codeAsDigits(code) {
  const digits = fromBytes(code).toString().padStart(DIGITS, "0");
  return digits.match(/.{4}/g).join(" ");
}

/** Arabic and Persian keyboards type their own digits. */
function westernDigits(text) {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
}

export function parseCode(typed, words = []) {
  const text = westernDigits(withoutAccents(typed));
  const letters = text.match(/\p{L}+/gu) ?? [];
  const digits = (text.match(/[0-9]/g) ?? []).join("");
  need(letters.length === 0 || digits.length === 0, "code");
  need(letters.length === WORDS || digits.length === DIGITS, "code");
  const value = letters.length ? fromWords(letters, words) : BigInt(digits);
  need(value >> BigInt(CODE_BITS) === 0n, "code");
  return toBytes(value, CODE_BYTES);
}

/** What the code stands for: `auth` opens the server's door, `wrapKey` the conversation. */
export async function deriveCode(code, deploy, kdf = KDFS[0]) {
  need(code.length === CODE_BYTES && code[0] < 4, "code");
  need(ITERATIONS.has(kdf), "kdf");
  const salt = label("return-code", u8(kdf), deploy);
  const stretched = await pbkdf2Bytes(code, salt, ITERATIONS.get(kdf));
  const [auth, wrapKey] = await Promise.all([
    hkdfBytes(stretched, EMPTY, label("rc/auth")),
    hkdfKey(stretched, EMPTY, label("rc/wrap")),
  ]);
  wipe(stretched);
  return { auth, wrapKey };
}

export function authHash(auth) {
  return sha256(label("rc/authhash"), auth);
}

export function wrapForCode(wrapKey, conv, kc) {
  return seal(wrapKey, label("rc-wrap", conv), kc);
}

/** Exactly one length, and the id check: a wrap can open to one conversation only. */
export async function openCodeWrap(wrapKey, conv, wrap) {
  need(wrap.length === WRAP_BYTES, "len");
  const kc = await open(wrapKey, label("rc-wrap", conv), wrap);
  await checkConversationKey(kc, conv);
  return kc;
}

/** What the server gets when a visitor asks for a code: neither half tells it the code. */
export async function registration(code, deploy, { kc, conv }) {
  const { auth, wrapKey } = await deriveCode(code, deploy);
  const [hash, wrap] = await Promise.all([authHash(auth), wrapForCode(wrapKey, conv, kc)]);
  wipe(auth);
  return { kdf: KDFS[0], auth_hash: toBase64url(hash), wrap: toBase64url(wrap) };
}
