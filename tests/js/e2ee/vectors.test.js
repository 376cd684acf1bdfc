import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { runVector } from "./run-vectors.js";

async function read(name) {
  const path = new URL(`../../vectors/${name}`, import.meta.url);
  return JSON.parse(await readFile(path, "utf8"));
}

for (const name of ["e2ee.json", "own.json", "rfc9180.json"]) {
  const { vectors } = await read(name);
  for (const vector of vectors) {
    test(`${name} ${vector.id}`, async () => {
      assert.equal(await runVector(vector), null);
    });
  }
}

test("a vector that is not met is reported with what came out", async () => {
  const { vectors } = await read("e2ee.json");
  const [good] = vectors.filter(({ op }) => op === "conv_id");
  const failure = await runVector({ ...good, out: "00" });
  assert.deepEqual(failure, { id: good.id, got: { out: good.out }, want: { out: "00" } });
});
