/** Ways to open a vault: each slot holds the same vault key under another secret. */
import { fromBase64url } from "./bytes.js";
import { label } from "./bytes.js";
import { random } from "./bytes.js";
import { sha256 } from "./bytes.js";
import { toBase64url } from "./bytes.js";
import { u32 } from "./bytes.js";
import { u8 } from "./bytes.js";
import { utf8 } from "./bytes.js";
import { wipe } from "./bytes.js";
import { aesKey } from "./box.js";
import { hkdfBytes } from "./box.js";
import { open } from "./box.js";
import { pbkdf2Bytes } from "./box.js";
import { seal } from "./box.js";
import { E2eeError } from "./errors.js";
import { need } from "./errors.js";
import { tidyPassphrase } from "./text.js";

export const ITERATIONS = 1_000_000;
export const MIN_ITERATIONS = 600_000;
export const MAX_ITERATIONS = 20_000_000;

const ID_BYTES = 8;
const BOX_BYTES = 60;
const TYPES = Object.freeze({
  pass: { number: 1, saltBytes: 16 },
  prf: { number: 2, saltBytes: 32 },
  paper: { number: 3, saltBytes: 16 },
});

async function slotAad(uid, slot) {
  const { number } = TYPES[slot.type];
  const cred = await sha256(utf8(slot.cred));
  return label("vault-slot", uid, slot.id, u8(number), slot.salt, u32(slot.iter), cred);
}

async function keyFrom(slot, secret) {
  const raw =
    slot.type === "pass"
      ? await pbkdf2Bytes(secret, label("vault-pass", slot.salt), slot.iter)
      : await hkdfBytes(secret, slot.salt, label(`vault-${slot.type}`));
  const key = await aesKey(raw);
  wipe(raw, secret);
  return key;
}

/** A server that lowers the work factor would make guessing cheap: refused before any work. */
function checkIterations({ type, iter }) {
  const allowed = type === "pass" ? [MIN_ITERATIONS, MAX_ITERATIONS] : [0, 0];
  const inside = Number.isInteger(iter) && iter >= allowed[0] && iter <= allowed[1];
  need(inside, type === "pass" ? "kdf" : "slot");
}

function decoded(text) {
  try {
    return fromBase64url(text);
  } catch {
    throw new E2eeError("slot");
  }
}

function parse(stored, type) {
  need(stored.type === type && Object.keys(TYPES).includes(type), "slot");
  need(typeof stored.cred === "string", "slot");
  const slot = {
    ...stored,
    id: decoded(stored.id),
    salt: decoded(stored.salt),
    box: decoded(stored.box),
  };
  need(slot.id.length === ID_BYTES, "slot");
  need(slot.salt.length === TYPES[type].saltBytes, "slot");
  need(slot.box.length === BOX_BYTES, "slot");
  checkIterations(slot);
  return slot;
}

async function openSlot(uid, slot, secret) {
  return open(await keyFrom(slot, secret), await slotAad(uid, slot), slot.box);
}

export async function openPassSlot(uid, stored, passphrase) {
  const slot = parse(stored, "pass");
  return openSlot(uid, slot, utf8(tidyPassphrase(passphrase)));
}

export async function openSecretSlot(uid, stored, secret, kind) {
  need(kind === "prf" || kind === "paper", "slot");
  return openSlot(uid, parse(stored, kind), secret.slice());
}

async function makeSlot(uid, vaultKey, secret, { type, iter = 0, cred = "" }) {
  const salt = random(TYPES[type].saltBytes);
  const slot = { type, id: random(ID_BYTES), salt, iter, cred };
  const box = await seal(await keyFrom(slot, secret), await slotAad(uid, slot), vaultKey);
  const encoded = { id: toBase64url(slot.id), salt: toBase64url(salt), box: toBase64url(box) };
  return { ...slot, ...encoded };
}

export function newPassSlot(uid, vaultKey, passphrase, iter = ITERATIONS) {
  return makeSlot(uid, vaultKey, utf8(tidyPassphrase(passphrase)), { type: "pass", iter });
}

export function newSecretSlot(uid, vaultKey, secret, { kind, cred = "" }) {
  return makeSlot(uid, vaultKey, secret.slice(), { type: kind, cred });
}
