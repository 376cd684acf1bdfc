import assert from "node:assert/strict";
import { before } from "node:test";
import { test } from "node:test";
import { newConversation } from "../../../static/js/e2ee/conversation.js";
import { openConversation } from "../../../static/js/e2ee/conversation.js";
import { openDraft } from "../../../static/js/e2ee/drafts.js";
import { sealDraft } from "../../../static/js/e2ee/drafts.js";
import { makeTeamKey } from "../../../static/js/e2ee/grant.js";
import { openGrant } from "../../../static/js/e2ee/grant.js";
import { passOn } from "../../../static/js/e2ee/grant.js";
import { teamId } from "../../../static/js/e2ee/identity.js";
import { userId } from "../../../static/js/e2ee/identity.js";
import { createVault } from "../../../static/js/e2ee/vault.js";
import { unlockVault } from "../../../static/js/e2ee/vault.js";
import { refused } from "./refusal.js";

const PASSPHRASE = "een twee drie vier vijf zes zeven";
let ana;
let ivo;

async function makeMember(login) {
  const uid = await userId(login);
  const vault = await createVault(uid, PASSPHRASE);
  return { uid, vault, identity: await unlockVault(uid, vault, PASSPHRASE) };
}

function asGrant({ ct, sig }, granter) {
  return { ct, sig, granter: granter.identity.sig.pub };
}

before(async () => {
  [ana, ivo] = await Promise.all(["ana", "ivo"].map(makeMember));
});

test("unlocked keys cannot be taken out of the browser", async () => {
  const { kem, sig, drafts } = ana.identity;
  for (const [key, format] of [
    [kem.key, "pkcs8"],
    [sig.key, "pkcs8"],
    [drafts, "raw"],
  ]) {
    assert.equal(key.extractable, false);
    await assert.rejects(() => crypto.subtle.exportKey(format, key), {
      name: "InvalidAccessError",
    });
  }
});

test("another passphrase and another person do not open a vault", async () => {
  await refused("auth", () => unlockVault(ana.uid, ana.vault, `${PASSPHRASE} acht`));
  await refused("auth", () => unlockVault(ivo.uid, ana.vault, PASSPHRASE));
});

test("spacing does not matter in a passphrase, capitals do", async () => {
  const spaced = `  ${PASSPHRASE.replaceAll(" ", "  ")}\n`;
  assert.ok(await unlockVault(ana.uid, ana.vault, spaced));
  await refused("auth", () => unlockVault(ana.uid, ana.vault, PASSPHRASE.toUpperCase()));
});

test("a server that swaps the public key in a vault is found out", async () => {
  const pub = { ...ana.vault.pub, kem: ivo.vault.pub.kem };
  await refused("auth", () => unlockVault(ana.uid, { ...ana.vault, pub }, PASSPHRASE));
});

test("the first counsellor makes the team key, opens it and passes it on", async () => {
  const made = await makeTeamKey(ana.identity, { team: await teamId("jeugd") });
  const { kc, conv, wrap } = await newConversation(made);
  const own = await openGrant(ana.identity, made, asGrant(made, ana));
  assert.deepEqual(await openConversation(own, conv, wrap), kc);

  const member = { uid: ivo.uid, kem: { suite: 1, pub: ivo.identity.kem.pub } };
  const passed = await passOn(ana.identity, made, asGrant(made, ana), member);
  const theirs = await openGrant(ivo.identity, made, asGrant(passed, ana));
  assert.deepEqual(await openConversation(theirs, conv, wrap), kc);
  assert.equal(theirs.key.extractable, false);
});

test("a grant for one is nothing to another, nor under another signature", async () => {
  const made = await makeTeamKey(ana.identity, { team: await teamId("jeugd") });
  await refused("grant-sig", () => openGrant(ivo.identity, made, asGrant(made, ana)));
  await refused("grant-sig", () => openGrant(ana.identity, made, asGrant(made, ivo)));
  await refused("grant-sig", () =>
    openGrant(ana.identity, { ...made, ver: 2 }, asGrant(made, ana)),
  );
});

test("a grant that does not fit the key visitors seal to is refused", async () => {
  const [one, two] = await Promise.all(
    [1, 2].map(async () => makeTeamKey(ana.identity, { team: await teamId("jeugd") })),
  );
  await refused("auth", () => openGrant(ana.identity, { ...one, pub: two.pub }, asGrant(one, ana)));
});

test("a draft outlives the lock and opens with the next unlock", async () => {
  const box = await sealDraft(ana.identity, "nog niet verstuurd 🙂");
  const again = await unlockVault(ana.uid, ana.vault, PASSPHRASE);
  assert.equal(await openDraft(again, box), "nog niet verstuurd 🙂");
  await refused("auth", () => openDraft(ivo.identity, box));
});
