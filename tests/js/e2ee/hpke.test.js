import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fromHex } from "../../../static/js/e2ee/bytes.js";
import { toHex } from "../../../static/js/e2ee/bytes.js";
import { hpkeOpen } from "../../../static/js/e2ee/hpke.js";
import { hpkeSeal } from "../../../static/js/e2ee/hpke.js";
import { generateKem } from "../../../static/js/e2ee/kem.js";
import { importPrivate } from "../../../static/js/e2ee/kem.js";
import { refused } from "./refusal.js";

const file = new URL("../../vectors/rfc9180.json", import.meta.url);
const { vectors } = JSON.parse(await readFile(file, "utf8"));

for (const { id, in: given, out } of vectors) {
  test(`${id} seals to exactly the bytes of the standard`, async () => {
    const key = await importPrivate(given.suite, fromHex(given.eph_priv));
    const ephemeral = { key, pub: fromHex(given.eph_pub) };
    const to = { suite: given.suite, pub: fromHex(given.pub) };
    const options = { aad: fromHex(given.aad), ephemeral };
    const sealed = await hpkeSeal(to, fromHex(given.info), fromHex(out), options);
    assert.equal(toHex(sealed), given.sealed);
  });
}

for (const suite of [1, 2]) {
  test(`suite ${suite} opens for its own key and for no other`, async () => {
    const [mine, other] = [await generateKem(suite), await generateKem(suite)];
    const sealed = await hpkeSeal(mine, fromHex("01"), fromHex("beef"));
    assert.equal(toHex(await hpkeOpen(mine, fromHex("01"), sealed)), "beef");
    await refused("auth", () => hpkeOpen(other, fromHex("01"), sealed));
    await refused("auth", () => hpkeOpen(mine, fromHex("02"), sealed));
  });
}

test("a suite that is not ours is refused", async () => {
  await refused("suite", () =>
    hpkeSeal({ suite: 3, pub: new Uint8Array(32) }, fromHex(""), fromHex("")),
  );
});
