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

const NOTHING = { text: "", unsent: false };

test("drafts survive the lock and are unreadable in between", async () => {
  const ana = await identity();
  const drafts = new Drafts();
  drafts.keep("a", { text: "MARKER een half antwoord", unsent: true });
  drafts.keep("b", { text: "   " });
  const sealing = drafts.seal(ana);
  assert.equal(drafts.any, true);
  await sealing;
  assert.deepEqual(drafts.take("a"), NOTHING);
  await drafts.open(ana);
  assert.deepEqual(drafts.take("a"), { text: "MARKER een half antwoord", unsent: true });
  assert.deepEqual(drafts.take("b"), NOTHING);
});

test("what a composer took is in one place only", () => {
  const drafts = new Drafts();
  drafts.keep("a", { text: "half" });
  assert.deepEqual(drafts.take("a"), { text: "half", unsent: false });
  assert.equal(drafts.any, false);
  assert.deepEqual(drafts.take("a"), NOTHING);
});

test("a lock while drafts are being opened loses none and leaves none readable", async () => {
  const ana = await identity();
  const drafts = new Drafts();
  drafts.keep("a", { text: "een" });
  drafts.keep("b", { text: "twee" });
  await drafts.seal(ana);
  const opening = drafts.open(ana);
  await drafts.seal(ana);
  await opening;
  await drafts.seal(ana);
  assert.deepEqual(drafts.take("a"), NOTHING);
  await drafts.open(ana);
  assert.equal(drafts.take("a").text + drafts.take("b").text, "eentwee");
});

test("another vault cannot open what one sealed", async () => {
  const drafts = new Drafts();
  drafts.keep("a", { text: "van Ana" });
  await drafts.seal(await identity());
  await assert.rejects(drafts.open(await identity()), { code: "auth" });
});

test("a conversation that is over leaves no draft behind", () => {
  const drafts = new Drafts();
  drafts.keep("a", { text: "half" });
  drafts.keep("b", { text: "ook half" });
  drafts.keepOnly(new Set(["b"]));
  assert.equal(drafts.take("a").text, "");
  assert.equal(drafts.take("b").text, "ook half");
});
