/** A counsellor's keys at rest: two private keys under one vault key, that under slots. */
import { EMPTY } from "./bytes.js";
import { fromBase64url } from "./bytes.js";
import { label } from "./bytes.js";
import { random } from "./bytes.js";
import { toBase64url } from "./bytes.js";
import { u8 } from "./bytes.js";
import { wipe } from "./bytes.js";
import { aesKey } from "./box.js";
import { hkdfKey } from "./box.js";
import { NONCE_BYTES } from "./box.js";
import { seal } from "./box.js";
import { need } from "./errors.js";
import { refuse } from "./errors.js";
import { generateKem } from "./kem.js";
import { sealSeen } from "./seen.js";
import { generateSigning } from "./signature.js";
import { newPassSlot } from "./slot.js";
import { openPassSlot } from "./slot.js";
import { randomBits } from "./words.js";
import { toWords } from "./words.js";

const SUITE = 1;
const PASSPHRASE_WORDS = 7;
const KEYS = Object.freeze({
  kem: { algorithm: { name: "ECDH", namedCurve: "P-256" }, usages: ["deriveBits"] },
  sig: { algorithm: { name: "ECDSA", namedCurve: "P-256" }, usages: ["sign"] },
});

export function newPassphrase(words) {
  return toWords(randomBits(11 * PASSPHRASE_WORDS), PASSPHRASE_WORDS, words).join(" ");
}

function keyAad(name, uid, suite, pub) {
  return label(`vault-${name}`, uid, u8(suite), pub);
}

async function sealPrivate(vaultKey, uid, name, { key, pub }) {
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", key));
  const box = await seal(vaultKey, keyAad(name, uid, SUITE, pub), pkcs8);
  wipe(pkcs8);
  return toBase64url(box);
}

/** The private key goes from ciphertext into WebCrypto: the page never has its bytes. */
async function unwrapPrivate(vaultKey, uid, name, vault) {
  const box = fromBase64url(vault.keys[name]);
  const aad = keyAad(name, uid, vault.pub.suite, fromBase64url(vault.pub[name]));
  const unwrapping = { name: "AES-GCM", iv: box.subarray(0, NONCE_BYTES), additionalData: aad };
  const { algorithm, usages } = KEYS[name];
  const sealed = box.subarray(NONCE_BYTES);
  return crypto.subtle.unwrapKey("pkcs8", sealed, vaultKey, unwrapping, algorithm, false, usages);
}

export async function createVault(uid, passphrase) {
  const raw = random(32);
  const vaultKey = await aesKey(raw);
  const [kem, sig] = await Promise.all([generateKem(SUITE, true), generateSigning(true)]);
  const vault = {
    pub: { suite: SUITE, kem: toBase64url(kem.pub), sig: toBase64url(sig.pub) },
    keys: {
      kem: await sealPrivate(vaultKey, uid, "kem", kem),
      sig: await sealPrivate(vaultKey, uid, "sig", sig),
    },
    slots: [await newPassSlot(uid, raw, passphrase)],
    seen: await sealSeen(vaultKey, uid, null),
  };
  wipe(raw);
  return vault;
}

/** Identity keys usable in this tab only: not extractable, and never stored by the browser. */
export async function openVault(uid, vault, vaultKeyBytes) {
  return refuse("auth", async () => {
    need(vault.pub.suite === SUITE, "auth");
    const unwrapper = await crypto.subtle.importKey("raw", vaultKeyBytes, "AES-GCM", false, [
      "unwrapKey",
    ]);
    const [kem, sig] = await Promise.all(
      ["kem", "sig"].map((name) => unwrapPrivate(unwrapper, uid, name, vault)),
    );
    const drafts = await hkdfKey(vaultKeyBytes, EMPTY, label("vault-drafts", uid));
    return {
      uid,
      pub: vault.pub,
      kem: { suite: SUITE, key: kem, pub: fromBase64url(vault.pub.kem) },
      sig: { key: sig, pub: fromBase64url(vault.pub.sig) },
      drafts,
    };
  });
}

export async function unlockVault(uid, vault, passphrase) {
  const slot = vault.slots.find(({ type }) => type === "pass");
  need(slot !== undefined, "slot");
  const vaultKey = await openPassSlot(uid, slot, passphrase);
  const identity = await openVault(uid, vault, vaultKey);
  wipe(vaultKey);
  return identity;
}
