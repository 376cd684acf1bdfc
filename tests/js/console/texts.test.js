import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts } from "../../../static/js/console/drafts.js";
import { matching } from "../../../static/js/console/snippets.js";
import { meant } from "../../../static/js/console/snippets.js";
import { placed } from "../../../static/js/console/snippets.js";
import { typedShortcut } from "../../../static/js/console/snippets.js";
import { createVault } from "../../../static/js/e2ee/vault.js";
import { unlockVault } from "../../../static/js/e2ee/vault.js";
import { userId } from "../../../static/js/e2ee/identity.js";

const SNIPPETS = [{ key: "hoi" }, { key: "niets" }, { key: "namen" }];

test("a shortcut is a slash and a word that end at the caret", () => {
  assert.deepEqual(typedShortcut("/hoi", 4), { word: "hoi", start: 0, end: 4 });
  assert.deepEqual(typedShortcut("Ja. /ni", 7), { word: "ni", start: 4, end: 7 });
  assert.equal(typedShortcut("en/of", 5), null);
  assert.equal(typedShortcut("/hoi daar", 9), null);
});

test("an unfinished word means a text only when no other begins like it", () => {
  assert.equal(meant("h", SNIPPETS).key, "hoi");
  assert.equal(meant("n", SNIPPETS), null);
  assert.equal(meant("", SNIPPETS), null);
  assert.deepEqual(
    matching("n", SNIPPETS).map(({ key }) => key),
    ["niets", "namen"],
  );
});

test("a text stands apart from the words around it", () => {
  assert.equal(placed("", "Hoi.", ""), "Hoi.");
  assert.equal(placed("Ja.", "Hoi.", "Dag"), " Hoi. ");
  assert.equal(placed("Ja.\n", "Hoi.", " Dag"), "Hoi.");
});

async function identity(passphrase = "een twee drie vier vijf zes zeven") {
  const uid = await userId("ana");
  const vault = await createVault(uid, passphrase);
  return unlockVault(uid, vault, passphrase);
}

test("drafts survive the lock and are unreadable in between", async () => {
  const ana = await identity();
  const drafts = new Drafts();
  drafts.keep("a", "MARKER een half antwoord");
  drafts.keep("b", "   ");
  await drafts.seal(ana);
  assert.equal(drafts.get("a"), "");
  await drafts.open(ana);
  assert.equal(drafts.get("a"), "MARKER een half antwoord");
  assert.equal(drafts.get("b"), "");
});

test("another vault cannot open what one sealed", async () => {
  const drafts = new Drafts();
  drafts.keep("a", "van Ana");
  await drafts.seal(await identity());
  await assert.rejects(drafts.open(await identity()), { code: "auth" });
});

test("a conversation that is over leaves no draft behind", () => {
  const drafts = new Drafts();
  drafts.keep("a", "half");
  drafts.keep("b", "ook half");
  drafts.keepOnly(new Set(["b"]));
  assert.equal(drafts.get("a"), "");
  assert.equal(drafts.get("b"), "ook half");
});
