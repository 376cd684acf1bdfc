import { concat } from "./bytes.js";
import { equal } from "./bytes.js";
import { random } from "./bytes.js";
import { readU32 } from "./bytes.js";
import { u32 } from "./bytes.js";
import { wipe } from "./bytes.js";
import { decrypt } from "./box.js";
import { encrypt } from "./box.js";
import { NONCE_BYTES } from "./box.js";
import { TAG_BYTES } from "./box.js";
import { EPOCH } from "./conversation.js";
import { need } from "./errors.js";
import { BUCKETS } from "./padding.js";
import { pad } from "./padding.js";
import { unpad } from "./padding.js";

export const VERSION = 1;
export const KIND = Object.freeze({ text: 1, attachment: 2, control: 3 });
export const HEADER_BYTES = 80;

const LENGTHS = new Set(BUCKETS.map((bucket) => HEADER_BYTES + bucket + TAG_BYTES));

export function readHeader(envelope) {
  return {
    version: envelope[0],
    kind: envelope[1],
    role: envelope[2],
    epoch: envelope[3],
    conv: envelope.slice(4, 20),
    stream: envelope.slice(20, 28),
    ctr: readU32(envelope, 28),
    ackN: readU32(envelope, 32),
    ackHash: envelope.slice(36, 68),
  };
}

/** `nonce` is given by test vectors alone. */
export async function sealEnvelope(keys, header, payload, { nonce = random(NONCE_BYTES) } = {}) {
  const { conv, kind, role, stream, ctr, ackN, ackHash } = header;
  const padded = pad(payload);
  const clear = concat(
    Uint8Array.of(VERSION, kind, role, EPOCH),
    conv,
    stream,
    u32(ctr),
    u32(ackN),
    ackHash,
    nonce,
  );
  const ciphertext = await encrypt(keys[role], nonce, clear, padded);
  wipe(padded);
  return concat(clear, ciphertext);
}

function checkHeader(header, conv) {
  need(header.version === VERSION, "ver");
  need(equal(header.conv, conv), "conv");
  need(header.epoch === EPOCH, "epoch");
  need(header.kind >= 1 && header.kind <= 3, "kind");
  need(header.role === 1 || header.role === 2, "role");
}

export async function openEnvelope(keys, conv, envelope) {
  need(LENGTHS.has(envelope.length), "len");
  const header = readHeader(envelope);
  checkHeader(header, conv);
  const clear = envelope.subarray(0, HEADER_BYTES);
  const nonce = envelope.subarray(HEADER_BYTES - NONCE_BYTES, HEADER_BYTES);
  const padded = await decrypt(keys[header.role], nonce, clear, envelope.subarray(HEADER_BYTES));
  const payload = unpad(padded);
  wipe(padded);
  return { ...header, payload };
}
