import { label } from "./bytes.js";
import { sha256 } from "./bytes.js";
import { u8 } from "./bytes.js";
import { utf8 } from "./bytes.js";
import { fromBase64url } from "./bytes.js";
import { fromBytes } from "./words.js";

async function shortId(name, text) {
  return (await sha256(label(name, utf8(text)))).slice(0, 16);
}

export function teamId(slug) {
  return shortId("team", slug);
}

export function userId(login) {
  return shortId("uid", login);
}

/** Twenty-five digits that two people can read to each other. */
export async function fingerprint(uid, { suite, kem, sig }) {
  const fields = [uid, u8(suite), fromBase64url(kem), fromBase64url(sig)];
  const hash = await sha256(label("identity", ...fields));
  const digits = fromBytes(hash.subarray(0, 10)).toString().padStart(25, "0");
  return digits.match(/.{5}/g).join(" ");
}
