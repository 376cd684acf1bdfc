import { fromBase64url } from "./bytes.js";
import { concat } from "./bytes.js";
import { u8 } from "./bytes.js";
import { need } from "./errors.js";
import { refuse } from "./errors.js";

const P256 = {
  kem: 0x0010,
  pubBytes: 65,
  agreement: "ECDH",
  algorithm: { name: "ECDH", namedCurve: "P-256" },
};
const X25519 = { kem: 0x0020, pubBytes: 32, agreement: "X25519", algorithm: { name: "X25519" } };
const SUITES = new Map([
  [1, P256],
  [2, X25519],
]);

export function suiteOf(number) {
  need(SUITES.has(number), "suite");
  return SUITES.get(number);
}

export async function importPublic(suite, pub) {
  const { algorithm, pubBytes } = suiteOf(suite);
  need(pub.length === pubBytes, "auth");
  return crypto.subtle.importKey("raw", pub, algorithm, true, []);
}

export function importPrivate(suite, pkcs8, extractable = false) {
  const { algorithm } = suiteOf(suite);
  return refuse("auth", () =>
    crypto.subtle.importKey("pkcs8", pkcs8, algorithm, extractable, ["deriveBits"]),
  );
}

/** A key pair to use: `key` stays inside WebCrypto, `pub` is raw bytes. */
export async function generateKem(suite, extractable = false) {
  const { algorithm } = suiteOf(suite);
  const pair = await crypto.subtle.generateKey(algorithm, extractable, ["deriveBits"]);
  const pub = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { suite, key: pair.privateKey, pub };
}

/** Only for a private key that came without its public half. */
export async function publicHalf(suite, pkcs8) {
  const key = await importPrivate(suite, pkcs8, true);
  const { x, y } = await crypto.subtle.exportKey("jwk", key);
  if (y === undefined) return fromBase64url(x);
  return concat(u8(4), fromBase64url(x), fromBase64url(y));
}
