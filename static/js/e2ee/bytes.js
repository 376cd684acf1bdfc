import { need } from "./errors.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const BASE64URL = /^[A-Za-z0-9_-]*$/;

export const EMPTY = new Uint8Array(0);

export function utf8(text) {
  return encoder.encode(text);
}

export function fromUtf8(bytes) {
  return decoder.decode(bytes);
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function equal(left, right) {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let i = 0; i < left.length; i += 1) difference |= left[i] ^ right[i];
  return difference === 0;
}

export function xor(left, right) {
  need(left.length === right.length, "len");
  return left.map((byte, i) => byte ^ right[i]);
}

export function u8(number) {
  return Uint8Array.of(number);
}

export function u32(number) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

export function readU32(bytes, offset = 0) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(offset);
}

export function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function wipe(...buffers) {
  for (const buffer of buffers) buffer.fill(0);
}

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}

/** Every use of a key or hash names itself, so no value can serve in another place. */
export function label(name, ...fields) {
  return concat(utf8(`e2ee/v1/${name}`), u8(0), ...fields);
}

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text) {
  need(/^(?:[0-9a-f]{2})*$/.test(text), "hex");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function toBase64url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Strict: one text per value, so nothing can be stored twice under two spellings. */
export function fromBase64url(text) {
  need(typeof text === "string" && BASE64URL.test(text) && text.length % 4 !== 1, "base64");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  need(toBase64url(bytes) === text, "base64");
  return bytes;
}
