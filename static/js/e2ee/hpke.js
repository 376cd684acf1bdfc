/** HPKE base mode (RFC 9180), HKDF-SHA256 and AES-256-GCM, for P-256 (suite 1) and X25519 (suite 2). */
import { concat } from "./bytes.js";
import { EMPTY } from "./bytes.js";
import { u8 } from "./bytes.js";
import { utf8 } from "./bytes.js";
import { wipe } from "./bytes.js";
import { decrypt } from "./box.js";
import { encrypt } from "./box.js";
import { hkdfBytes } from "./box.js";
import { TAG_BYTES } from "./box.js";
import { generateKem } from "./kem.js";
import { importPublic } from "./kem.js";
import { suiteOf } from "./kem.js";
import { need } from "./errors.js";
import { refuse } from "./errors.js";

const VERSION = utf8("HPKE-v1");
const NO_SALT = new Uint8Array(32);
const MODE_BASE = u8(0);

function u16(number) {
  return Uint8Array.of(number >> 8, number & 0xff);
}

function labeledInput(suiteId, name, secret) {
  return concat(VERSION, suiteId, utf8(name), secret);
}

function labeledInfo(suiteId, name, info, length) {
  return concat(u16(length), VERSION, suiteId, utf8(name), info);
}

async function labeledExtract(suiteId, name, secret) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", NO_SALT, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, labeledInput(suiteId, name, secret)));
}

async function sharedSecret(suite, dh, enc, pub) {
  const suiteId = concat(utf8("KEM"), u16(suite.kem));
  const info = labeledInfo(suiteId, "shared_secret", concat(enc, pub), 32);
  return hkdfBytes(labeledInput(suiteId, "eae_prk", dh), EMPTY, info);
}

async function schedule(suite, shared, info) {
  const suiteId = concat(utf8("HPKE"), u16(suite.kem), u16(1), u16(2));
  const context = concat(
    MODE_BASE,
    await labeledExtract(suiteId, "psk_id_hash", EMPTY),
    await labeledExtract(suiteId, "info_hash", info),
  );
  const secret = labeledInput(suiteId, "secret", EMPTY);
  const [raw, nonce] = await Promise.all([
    hkdfBytes(secret, shared, labeledInfo(suiteId, "key", context, 32)),
    hkdfBytes(secret, shared, labeledInfo(suiteId, "base_nonce", context, 12), 12),
  ]);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  wipe(raw, shared);
  return { key, nonce };
}

async function agree(suite, privateKey, publicKey) {
  const algorithm = { name: suite.agreement, public: publicKey };
  const dh = new Uint8Array(await crypto.subtle.deriveBits(algorithm, privateKey, 256));
  need(
    dh.some((byte) => byte !== 0),
    "auth",
  );
  return dh;
}

/** `ephemeral` is given by test vectors alone. */
export async function hpkeSeal(to, info, plaintext, { aad = EMPTY, ephemeral } = {}) {
  const suite = suiteOf(to.suite);
  const pair = ephemeral ?? (await generateKem(to.suite));
  const enc = pair.pub;
  const dh = await refuse("auth", async () =>
    agree(suite, pair.key, await importPublic(to.suite, to.pub)),
  );
  const { key, nonce } = await schedule(suite, await sharedSecret(suite, dh, enc, to.pub), info);
  wipe(dh);
  return concat(enc, await encrypt(key, nonce, aad, plaintext));
}

export async function hpkeOpen(mine, info, sealed, { aad = EMPTY } = {}) {
  const suite = suiteOf(mine.suite);
  need(sealed.length >= suite.pubBytes + TAG_BYTES, "short");
  const enc = sealed.slice(0, suite.pubBytes);
  const dh = await refuse("auth", async () =>
    agree(suite, mine.key, await importPublic(mine.suite, enc)),
  );
  const { key, nonce } = await schedule(suite, await sharedSecret(suite, dh, enc, mine.pub), info);
  wipe(dh);
  return decrypt(key, nonce, aad, sealed.subarray(suite.pubBytes));
}
