import assert from "node:assert/strict";
import { test } from "node:test";
import { equal } from "../../../static/js/e2ee/bytes.js";
import { fromBase64url } from "../../../static/js/e2ee/bytes.js";
import { fromHex } from "../../../static/js/e2ee/bytes.js";
import { random } from "../../../static/js/e2ee/bytes.js";
import { toBase64url } from "../../../static/js/e2ee/bytes.js";
import { toHex } from "../../../static/js/e2ee/bytes.js";
import { wipe } from "../../../static/js/e2ee/bytes.js";
import { xor } from "../../../static/js/e2ee/bytes.js";
import { aesKey } from "../../../static/js/e2ee/box.js";
import { open } from "../../../static/js/e2ee/box.js";
import { KIND } from "../../../static/js/e2ee/envelope.js";
import { MAX_FILE_BYTES } from "../../../static/js/e2ee/file.js";
import { sealFile } from "../../../static/js/e2ee/file.js";
import { importPublic } from "../../../static/js/e2ee/kem.js";
import { encodePayload } from "../../../static/js/e2ee/payload.js";
import { unlockVault } from "../../../static/js/e2ee/vault.js";
import { refused } from "./refusal.js";

test("every value survives base64url and hex", () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = random(length);
    assert.deepEqual(fromBase64url(toBase64url(bytes)), bytes);
    assert.deepEqual(fromHex(toHex(bytes)), bytes);
  }
});

for (const text of ["AA==", "AA+", "A", "AB", "AA\n", 7, null, undefined]) {
  test(`base64url has one spelling per value, so ${JSON.stringify(text)} is none`, async () => {
    await refused("base64", () => fromBase64url(text));
  });
}

for (const text of ["0", "0G", "AB", " 00"]) {
  test(`${JSON.stringify(text)} is not lower-case hex`, async () => {
    await refused("hex", () => fromHex(text));
  });
}

test("only equal bytes of equal length are equal", () => {
  assert.equal(equal(fromHex("0102"), fromHex("0102")), true);
  assert.equal(equal(fromHex("0102"), fromHex("0103")), false);
  assert.equal(equal(fromHex("0102"), fromHex("010200")), false);
});

test("values of different length are not combined", async () => {
  await refused("len", () => xor(random(2), random(3)));
});

test("a wiped buffer holds zeros", () => {
  const secret = random(32);
  wipe(secret);
  assert.deepEqual(secret, new Uint8Array(32));
});

test("a box too short to be one is refused like any other", async () => {
  await refused("auth", async () => open(await aesKey(random(32)), random(0), random(27)));
});

test("a compressed point is no public key of ours", async () => {
  const compressed = "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
  await refused("auth", () => importPublic(1, fromHex(compressed)));
});

test("a file that is too large is not sealed", async () => {
  await refused("too-long", () => sealFile(new Uint8Array(MAX_FILE_BYTES + 1)));
});

test("an unknown type of payload is not encoded, a known one says its kind", async () => {
  await refused("payload", () => encodePayload(1, { t: "kick" }));
  await refused("payload", () => encodePayload(1, { t: "toString" }));
  assert.equal(encodePayload(1, { t: "end" }).kind, KIND.control);
});

test("a vault without a passphrase slot cannot be unlocked with one", async () => {
  await refused("slot", () => unlockVault(random(16), { slots: [] }, "een twee"));
});
