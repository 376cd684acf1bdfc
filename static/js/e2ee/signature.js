import { concat } from "./bytes.js";
import { label } from "./bytes.js";

const KEY = { name: "ECDSA", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", hash: "SHA-256" };

function signed(type, body) {
  return concat(label(`sig/${type}`), body);
}

export async function generateSigning(extractable = false) {
  const pair = await crypto.subtle.generateKey(KEY, extractable, ["sign", "verify"]);
  const pub = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { key: pair.privateKey, pub };
}

export async function sign(key, type, body) {
  return new Uint8Array(await crypto.subtle.sign(SIGNING, key, signed(type, body)));
}

export async function verify(pub, type, body, signature) {
  if (signature.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey("raw", pub, KEY, false, ["verify"]);
    return await crypto.subtle.verify(SIGNING, key, signature, signed(type, body));
  } catch {
    return false;
  }
}
