import assert from "node:assert/strict";
import { test } from "node:test";

import { Keys } from "../../../static/js/console/keys.js";
import { FakeOffice } from "./fake-office.js";

const ANA = "een twee drie vier vijf zes zeven";
const IVO = "zeven zes vijf vier drie twee een";

async function console_(office, login) {
  const keys = new Keys({ api: office.api(login), slug: "chat" });
  await keys.load();
  return keys;
}

async function openDesk(office) {
  const ana = await console_(office, "ana");
  await ana.create(ANA);
  await ana.unlock(ANA);
  await ana.makeTeamKey();
  return ana;
}

test("the first counsellor goes from no vault to an open desk", async () => {
  const ana = await console_(new FakeOffice(), "ana");
  assert.equal(ana.stage, "create");
  await ana.create(ANA);
  assert.equal(ana.stage, "locked");
  await ana.unlock(ANA);
  assert.equal(ana.stage, "make");
  await ana.makeTeamKey();
  assert.equal(ana.stage, "open");
});

test("a passphrase that is one word off opens nothing", async () => {
  const office = new FakeOffice();
  const ana = await console_(office, "ana");
  await ana.create(ANA);
  await assert.rejects(ana.unlock(`${ANA}s`), { code: "auth" });
  assert.equal(ana.stage, "locked");
});

test("a colleague waits until access is given, and then opens the same conversations", async () => {
  const office = new FakeOffice();
  const ana = await openDesk(office);
  const ivo = await console_(office, "ivo");
  await ivo.create(IVO);
  await ivo.unlock(IVO);
  assert.equal(ivo.stage, "wait");
  await ana.load();
  await ana.passOn(
    ana.members.find(({ login }) => login === "ivo"),
    ANA,
  );
  await ivo.load();
  assert.equal(ivo.stage, "open");
  const { c, conv, kc } = await office.visitorComes();
  const opened = await ivo.keyOf(conv, office.wraps.get(c));
  assert.deepEqual(opened, kc);
});

test("access cannot be given without the passphrase, however open the desk is", async () => {
  const office = new FakeOffice();
  const ana = await openDesk(office);
  const ivo = await console_(office, "ivo");
  await ivo.create(IVO);
  await ana.load();
  const member = ana.members.find(({ login }) => login === "ivo");
  await assert.rejects(ana.passOn(member, IVO), { code: "auth" });
  assert.equal(office.grants.length, 1);
});

test("a colleague who was faster in giving access is no failure", async () => {
  const office = new FakeOffice();
  const api = office.api("ana");
  const answer = { code: "exists" };
  const storeGrant = () => Promise.reject(Object.assign(new Error(), answer));
  const ana = new Keys({ api: { ...api, storeGrant }, slug: "chat" });
  await ana.load();
  await ana.create(ANA);
  await ana.unlock(ANA);
  await ana.makeTeamKey();
  const ivo = await console_(office, "ivo");
  await ivo.create(IVO);
  await ana.load();
  const member = ana.members.find(({ login }) => login === "ivo");
  await ana.passOn(member, ANA);
  answer.code = "not_member";
  await assert.rejects(ana.passOn(member, ANA), { code: "not_member" });
});

test("an open desk keeps no private key that could pass access on", async () => {
  const ana = await openDesk(new FakeOffice());
  assert.deepEqual(Object.keys(ana.identity).sort(), ["drafts", "uid"]);
  assert.equal(ana.identity.drafts.extractable, false);
});

test("a locked console opens no conversation", async () => {
  const office = new FakeOffice();
  const ana = await openDesk(office);
  const { c, conv } = await office.visitorComes();
  await ana.keyOf(conv, office.wraps.get(c));
  ana.lock();
  assert.equal(ana.stage, "locked");
  await assert.rejects(async () => ana.keyOf(conv, office.wraps.get(c)), { code: "team-key" });
});

test("a lock while access is being opened leaves no key behind", async () => {
  const office = new FakeOffice();
  const first = await openDesk(office);
  const { c, conv } = await office.visitorComes();
  const ana = await console_(office, "ana");
  const unlocking = ana.unlock(ANA);
  // The identity is there as soon as its grant can be opened.
  while (ana.identity === null) await new Promise((done) => setImmediate(done));
  ana.lock();
  await unlocking;
  assert.deepEqual([ana.identity, ana.stage], [null, "locked"]);
  await assert.rejects(async () => ana.keyOf(conv, office.wraps.get(c)), { code: "team-key" });
  assert.equal(first.stage, "open");
});

test("neither passphrase nor an open key is in anything that is sent", async () => {
  const office = new FakeOffice();
  await openDesk(office);
  const sent = office.bodies.join();
  assert.ok(sent.includes("slots"));
  for (const word of [ANA, "drie", "privateKey"]) assert.ok(!sent.includes(word));
});
