import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../../static/js/lib/visitor/api.js";
import { VisitorSession } from "../../../static/js/lib/visitor/session.js";
import { TabShare } from "../../../static/js/lib/visitor/tab-share.js";
import { Tabs } from "../../../static/js/lib/visitor/tabs.js";
import { FakeServer } from "./fake-server.js";
import { FakeStorage } from "./fake-server.js";
import { FakeClock } from "./fakes.js";
import { settled } from "./fakes.js";

async function makeSession({ storage = new FakeStorage(), server } = {}) {
  const made = {
    clock: new FakeClock(),
    storage,
    server: server ?? (await new FakeServer().open()),
  };
  const now = Date.now();
  made.clock.now = () => now;
  made.api = new Api({ base: "/chat/api/", fetch: made.server.fetch, beacon: () => {} });
  made.share = new TabShare({ api: made.api, storage, clock: made.clock });
  made.session = new VisitorSession({ ...made, socket: "ws://test/" });
  return made;
}

test("a session lives from its key to its wiping and keeps nothing afterwards", async () => {
  const { session } = await makeSession();
  assert.equal(session.lives, false);
  await session.begin();
  assert.equal(session.lives, true);
  const { link, talk } = session;
  talk.send({ t: "text", b: "not sent yet" });
  talk.addEventListener("item", () => assert.fail("a wiped conversation spoke"));
  session.wipe();
  assert.deepEqual([session.lives, session.talk, session.link], [false, null, null]);
  assert.equal(link.state, "stopped");
  assert.equal(talk.send({ t: "text", b: "late" }).state, "failed");
});

test("a reload joins the halves and goes on in the same conversation", async () => {
  const first = await makeSession();
  await first.session.begin();
  const { c } = first.session.talk;
  first.session.link.dispatchEvent(new CustomEvent("ready", { detail: { heads: [] } }));
  await settled();
  first.session.wipe();
  const second = await makeSession(first);
  assert.equal(await second.session.resume(), true);
  assert.equal(second.session.talk.c, c);
});

test("a tab without halves has nothing to resume", async () => {
  const { session } = await makeSession();
  assert.equal(await session.resume(), "gone");
  assert.equal(session.lives, false);
});

test("leaving empties the tab first and tells the server until it hears", async () => {
  const { clock, server, session, storage } = await makeSession();
  await session.begin();
  storage.setItem("s", "{}");
  server.down = true;
  const leaving = session.leave();
  assert.deepEqual([session.lives, storage.size], [false, 0]);
  await settled();
  server.down = false;
  clock.pass(3000);
  await leaving;
  assert.equal(server.asked.filter(([path]) => path === "leave/").length, 2);
});

test("without a network leaving is tried again for as long as the page is open", async () => {
  const { clock, server, session } = await makeSession();
  await session.begin();
  server.down = true;
  session.leave();
  for (let tries = 0; tries < 12; tries += 1) {
    await settled();
    clock.pass(30_000);
  }
  await settled();
  const left = () => server.asked.filter(([path]) => path === "leave/").length;
  assert.equal(left(), 13);
  assert.equal(session.isLeaving, true);
  server.down = false;
  clock.pass(30_000);
  await settled();
  clock.pass(60_000);
  await settled();
  assert.equal(left(), 14);
  assert.equal(session.isLeaving, false);
});

test("a conversation that begins meanwhile is not left by an older try", async () => {
  const { clock, server, session } = await makeSession();
  await session.begin();
  server.down = true;
  session.leave();
  await settled();
  server.down = false;
  await session.begin();
  const before = server.asked.filter(([path]) => path === "leave/").length;
  clock.pass(60_000);
  await settled();
  assert.equal(server.asked.filter(([path]) => path === "leave/").length, before);
});

test("a server that lost its half is given another", async () => {
  const { server, session } = await makeSession();
  await session.begin();
  const hears = (type) =>
    session.link.dispatchEvent(new CustomEvent("frame", { detail: { type } }));
  hears("beat");
  await settled();
  assert.equal(server.shares.size, 0);
  hears("share");
  await settled();
  assert.equal(server.shares.size, 1);
});

test("a half that the server could not take is offered again, until there is no key", async () => {
  const { clock, server, session } = await makeSession();
  await session.begin();
  const ids = () => server.asked.filter(([path]) => path === "share/").map(([, { id }]) => id);
  const puts = () => ids().length;
  server.down = true;
  session.link.dispatchEvent(new CustomEvent("ready", { detail: { heads: [] } }));
  await settled();
  clock.pass(500);
  await settled();
  assert.deepEqual([puts(), server.shares.size], [2, 0]);
  server.down = false;
  clock.pass(1000);
  await settled();
  clock.pass(60_000);
  await settled();
  assert.deepEqual([puts(), server.shares.size], [3, 1]);
  assert.equal(new Set(ids()).size, 1);
  server.down = true;
  session.link.dispatchEvent(new CustomEvent("ready", { detail: { heads: [] } }));
  await settled();
  session.wipe();
  clock.pass(60_000);
  await settled();
  assert.equal(puts(), 4);
});

test("who leaves while a conversation opens gets none", async () => {
  const { session } = await makeSession();
  const opening = session.begin();
  session.wipe();
  await opening;
  assert.deepEqual([session.lives, session.link], [false, null]);
});

function makeTabs() {
  const clock = new FakeClock();
  const channels = [];
  const open = () => {
    const channel = {
      postMessage: (data) => {
        for (const other of channels) if (other !== channel) other.onmessage({ data });
      },
    };
    channels.push(channel);
    const heard = [];
    return Object.assign(new Tabs({ channel, clock, found: () => heard.push("found") }), { heard });
  };
  return { clock, open };
}

test("a copied or new tab learns that the conversation is open elsewhere", async () => {
  const { open } = makeTabs();
  const [first, second] = [open(), open()];
  first.claim();
  assert.equal(await second.isElsewhere(), true);
  assert.deepEqual([second.heard, second.elsewhere], [["found"], true]);
});

test("a tab that opens a conversation is heard by those that could begin another", async () => {
  const { clock, open } = makeTabs();
  const [first, second, third] = [open(), open(), open()];
  const asked = [first.isElsewhere(), second.isElsewhere()];
  clock.pass(Tabs.WAIT_MS);
  assert.deepEqual(await Promise.all(asked), [false, false]);
  second.claim();
  const { heard } = first;
  assert.deepEqual([heard, first.elsewhere], [["found"], true]);
  assert.deepEqual([second.heard, third.heard], [[], []]);
  assert.equal(await first.isElsewhere(), true);
});

test("a tab with a conversation of its own hears of no other", async () => {
  const { clock, open } = makeTabs();
  const [first, second] = [open(), open()];
  const asked = second.isElsewhere();
  clock.pass(Tabs.WAIT_MS);
  await asked;
  second.claim();
  first.claim();
  assert.deepEqual([second.heard, second.elsewhere], [[], false]);
});

test("tabs without a conversation, or whose conversation is over, do not answer", async () => {
  const { clock, open } = makeTabs();
  const [first, second] = [open(), open()];
  first.claim();
  first.release();
  const asked = second.isElsewhere();
  clock.pass(Tabs.WAIT_MS);
  assert.equal(await asked, false);
});
