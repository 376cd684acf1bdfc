import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, ROOT), "utf8");
const known = new Set(
  [...read("chat/console_words.py").matchAll(/^\s+"([\w-]+)": _/gm)].map(([, key]) => key),
);

const ELEMENTS = /^(?:console-|vault-|team-|my-|waiting-|chat-)/;
const scripts = [
  ...readdirSync(new URL("static/js/console/", ROOT)).map((name) => `static/js/console/${name}`),
  ...readdirSync(new URL("static/js/elements/", ROOT))
    .filter((name) => ELEMENTS.test(name))
    .map((name) => `static/js/elements/${name}`),
  "static/js/lib/message-view.js",
];

/* Keys that are put together from a word of the contract. */
const FAMILIES = {
  locked_: ["button", "quiet", "shift"],
  over_: ["ended", "left", "not_yours", "full"],
  note_: ["claimed", "returned", "end_proposed"],
  notice_: ["default", "granted", "denied", "missing"],
  line_: ["open", "lost"],
  claim_: ["taken", "full", "gone", "later"],
  message_: ["sent", "seen"],
  stopped_: ["session", "superseded", "shape", "offline"],
};

test("every sentence the console's scripts ask for exists", () => {
  const missing = [];
  for (const path of scripts) {
    for (const [, call, key] of read(path).matchAll(/\b(word|count)\("([\w-]+)"/g)) {
      const keys = call === "word" ? [key] : [`${key}_one`, `${key}_other`];
      missing.push(...keys.filter((one) => !known.has(one)).map((one) => `${path}: ${one}`));
    }
  }
  assert.deepEqual(missing, []);
});

test("every word of the contract that is put into a key has its sentence", () => {
  for (const [family, members] of Object.entries(FAMILIES)) {
    for (const member of members) assert.ok(known.has(family + member), family + member);
  }
  for (const why of FAMILIES.stopped_) assert.ok(known.has(`stopped_${why}_why`), why);
});

test("the scripts hold no Dutch of their own", () => {
  for (const path of scripts) {
    assert.doesNotMatch(read(path), /textContent = "[^"]/, path);
    assert.doesNotMatch(
      read(path),
      /innerHTML|console\.log|localStorage|sessionStorage|indexedDB|BroadcastChannel/,
      path,
    );
  }
});
