import { concat } from "./bytes.js";
import { random } from "./bytes.js";
import { need } from "./errors.js";
import { refuse } from "./errors.js";

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

export function aesKey(raw) {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function hkdfInput(secret, salt, info) {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, [
    "deriveBits",
    "deriveKey",
  ]);
  return [{ name: "HKDF", hash: "SHA-256", salt, info }, base];
}

export async function hkdfBytes(secret, salt, info, length = 32) {
  const [algorithm, base] = await hkdfInput(secret, salt, info);
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, base, length * 8));
}

/** The derived key never exists as bytes in the page. */
export async function hkdfKey(secret, salt, info) {
  const [algorithm, base] = await hkdfInput(secret, salt, info);
  const wanted = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(algorithm, base, wanted, false, ["encrypt", "decrypt"]);
}

export async function pbkdf2Bytes(secret, salt, iterations) {
  const base = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const algorithm = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, base, 256));
}

export async function encrypt(key, nonce, aad, plaintext) {
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: aad };
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plaintext));
}

export function decrypt(key, nonce, aad, ciphertext) {
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: aad };
  return refuse(
    "auth",
    async () => new Uint8Array(await crypto.subtle.decrypt(algorithm, key, ciphertext)),
  );
}

export async function seal(key, aad, plaintext) {
  const nonce = random(NONCE_BYTES);
  return concat(nonce, await encrypt(key, nonce, aad, plaintext));
}

export async function open(key, aad, box) {
  need(box.length >= NONCE_BYTES + TAG_BYTES, "auth");
  return decrypt(key, box.subarray(0, NONCE_BYTES), aad, box.subarray(NONCE_BYTES));
}
