import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readdirSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../../", import.meta.url);
const FOLDERS = ["static/js/lib/", "static/js/lib/visitor/", "static/js/elements/"];

function sources() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, ROOT))
      .filter((name) => /^(?:chat-|visitor-|message-)?[a-z-]+\.js$/.test(name))
      .filter((name) => folder !== "static/js/elements/" || /^(?:chat|visitor)-/.test(name))
      .map((name) => readFileSync(new URL(folder + name, ROOT), "utf8")),
  ).join("\n");
}

const words = readFileSync(new URL("chat/words.py", ROOT), "utf8");
const known = new Set([...words.matchAll(/^ {8}"([a-z_]+)":/gm)].map(([, key]) => key));
const code = sources();

test("every word that the visitor's page asks for is there", () => {
  const asked = [...code.matchAll(/\bword\("([a-z_]+)"/g)].map(([, key]) => key);
  assert.ok(asked.length > 10);
  for (const key of asked) assert.ok(known.has(key), key);
});

test("every counted word has its forms", () => {
  const asked = [...code.matchAll(/\bcount\("([a-z_]+)"/g)].map(([, key]) => key);
  assert.ok(asked.length > 2);
  for (const key of asked) {
    for (const form of ["one", "other"]) assert.ok(known.has(`${key}_${form}`), key);
  }
});

test("every phase of a talk has its heading", () => {
  for (const phase of ["waiting", "claimed", "talking", "returned"]) {
    for (const part of ["title", "sub"]) assert.ok(known.has(`${part}_${phase}`), phase);
  }
});
