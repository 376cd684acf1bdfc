import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { WORDS } from "../../../static/js/e2ee/words-nl.js";

const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "ascii");

test("the list has 2048 words in order", () => {
  assert.equal(WORDS.length, 2048);
  assert.deepEqual([...WORDS].sort(), [...WORDS]);
});

test("nobody can change the list", () => {
  assert.throws(() => WORDS.push("woord"), TypeError);
});

test("four letters tell every word apart", () => {
  assert.equal(new Set(WORDS.map((word) => word.slice(0, 4))).size, 2048);
});

test("every word is four to seven plain letters", () => {
  assert.deepEqual(
    WORDS.filter((word) => !/^[a-z]{4,7}$/.test(word)),
    [],
  );
});

test("the server reads the same list", () => {
  assert.deepEqual(read("chat/e2ee/words-nl.txt").trim().split("\n"), [...WORDS]);
});

test("no refused word is in the list", () => {
  const lines = read("docs/decisions/refused-words.txt").split("\n");
  const refused = lines
    .filter((line) => !line.startsWith("#"))
    .join(" ")
    .split(" ");
  assert.ok(refused.includes("kogel"));
  assert.deepEqual(
    WORDS.filter((word) => refused.includes(word)),
    [],
  );
});
