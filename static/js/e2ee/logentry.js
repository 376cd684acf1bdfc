import { fromBase64url } from "./bytes.js";
import { fromUtf8 } from "./bytes.js";
import { label } from "./bytes.js";
import { sha256 } from "./bytes.js";
import { toHex } from "./bytes.js";
import { E2eeError } from "./errors.js";
import { need } from "./errors.js";
import { verify } from "./signature.js";

/** The signed bytes are what counts: they are parsed, never written anew. */
export function readBody(body) {
  try {
    const entry = JSON.parse(fromUtf8(body));
    if (typeof entry === "object" && entry !== null && !Array.isArray(entry)) return entry;
  } catch {
    // Falls through to the one refusal.
  }
  throw new E2eeError("log-chain");
}

export async function entryHash(body) {
  return toHex(await sha256(label("log-entry"), body));
}

export async function rootPin(root) {
  return toHex(await sha256(label("root-pin"), root));
}

export async function checkSignature(pub, { body, sig }) {
  need(pub !== undefined && (await verify(pub, "log", body, sig)), "log-sig");
}

export function keyOf(text) {
  try {
    return fromBase64url(text);
  } catch {
    throw new E2eeError("log-sig");
  }
}
