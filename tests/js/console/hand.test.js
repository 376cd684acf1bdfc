import assert from "node:assert/strict";
import { test } from "node:test";

import { Desk } from "../../../static/js/console/desk.js";
import { Hand } from "../../../static/js/console/hand.js";
import { Talk } from "../../../static/js/console/talk.js";
import { TEAM } from "../../../static/js/e2ee/conversation.js";
import { VISITOR } from "../../../static/js/e2ee/conversation.js";
import { Transcript } from "../../../static/js/e2ee/transcript.js";
import { sealPayload } from "../../../static/js/lib/payloads.js";
import { FakeClock } from "../lib/fakes.js";
import { FakeLink } from "../lib/fakes.js";
import { settled } from "../lib/fakes.js";
import { ana } from "./fake-desk.js";
import { claimed } from "./fake-desk.js";
import { event } from "./fake-desk.js";
import { openDesk } from "./fake-desk.js";
import { OfficeLink } from "./fake-desk.js";
import { FakeOffice } from "./fake-office.js";

const sends = (link) => link.sent.filter(({ type }) => type === "send").length;

async function inHand(count) {
  const office = new FakeOffice();
  const me = await ana(office);
  const mine = [];
  for (let i = 0; i < count; i += 1) {
    const { c } = await office.visitorComes();
    mine.push({ conv: c, claimed_s: 1, here: true, state: "open", n: 1 });
  }
  office.waiting = [];
  office.mine.set("ana", mine);
  return { office, me, mine };
}

test("what is over is not asked for any more, and never more than the line takes", async () => {
  const { me, mine } = await inHand(Hand.MOST + 2);
  const { desk } = await openDesk(me);
  assert.equal(desk.hand.talks.length, Hand.MOST + 2);
  assert.equal(desk.hand.cursors.length, Hand.MOST);
  desk.hand.get(mine[0].conv).lost();
  assert.ok(!desk.hand.cursors.some(([c]) => c === mine[0].conv));
});

test("a desk that closed while it was opening never starts its line", async () => {
  const { me } = await inHand(1);
  let answer;
  const queue = () => new Promise((resolve) => (answer = resolve));
  const link = new OfficeLink();
  const desk = new Desk({
    api: { ...me.api, queue },
    keys: me.keys,
    url: "",
    makeLink: () => link,
  });
  const told = [];
  for (const name of ["queue", "stopped"]) desk.addEventListener(name, () => told.push(name));
  const opening = desk.open();
  desk.close();
  answer(await me.api.queue());
  await opening;
  assert.deepEqual([link.started, told, desk.hand.talks], [0, [], []]);
});

test("a conversation whose key comes after the closing is not opened", async () => {
  const { me } = await inHand(2);
  let answer;
  const conversation = () => new Promise((resolve) => (answer = resolve));
  const link = new OfficeLink();
  const api = { ...me.api, conversation };
  const desk = new Desk({ api, keys: me.keys, url: "", makeLink: () => link });
  const opening = desk.open();
  await settled();
  desk.close();
  answer(await me.api.conversation((await me.api.queue()).mine[0].conv));
  await opening;
  assert.deepEqual([link.started, desk.hand.talks, link.sent], [0, [], []]);
});

test("a session that is gone at the first answer starts no line", async () => {
  const { me } = await inHand(0);
  const gone = Object.assign(new Error(), { code: "session" });
  const link = new OfficeLink();
  const api = { ...me.api, queue: () => Promise.reject(gone) };
  await new Desk({ api, keys: me.keys, url: "", makeLink: () => link }).open();
  assert.equal(link.started, 0);
});

test("what was opened while the line came up is followed when it is up", async () => {
  const { me, mine } = await inHand(1);
  const { link } = await openDesk(me);
  link.sent.length = 0;
  const ready = (heads) => link.dispatchEvent(new CustomEvent("ready", { detail: { heads } }));
  ready([[mine[0].conv, 1]]);
  assert.deepEqual(link.sent, []);
  ready([]);
  assert.deepEqual(link.sent, [{ type: "follow", c: mine[0].conv, n: 0 }]);
});

async function makeTalk({ head, claimedHere = true }) {
  const { visitor } = await claimed();
  const start = () => Transcript.start(visitor.kc, visitor.conv, TEAM);
  const [link, clock] = [new FakeLink(), new FakeClock()];
  const facts = { c: visitor.c, number: 1, name: "ANA", head, claimedHere };
  const talk = new Talk({ ...facts, transcript: await start(), link, clock });
  const says = async (n, role, payload) => {
    const said = await Transcript.start(visitor.kc, visitor.conv, role);
    const { env } = await sealPayload(said, role, payload);
    link.hears({ type: "events", c: talk.c, prev: n - 1, items: [{ n, kind: "message", env }] });
    await settled();
  };
  const joined = (n, name) => says(n, TEAM, { t: "joined", n: name });
  const server = async (n, kind) => {
    event(link, talk.c, n, kind);
    await settled();
  };
  return { clock, joined, link, says, server, talk };
}

test("a visitor who wants to say more takes a proposal to end back", async () => {
  const { says, server, talk } = await makeTalk({});
  await server(1, "end_proposed");
  assert.equal(talk.proposed, true);
  await says(2, VISITOR, { t: "decline" });
  assert.equal(talk.proposed, false);
});

test("an old claim in the history is not greeted again", async () => {
  const { joined, link, server } = await makeTalk({ head: 3 });
  await server(1, "claimed");
  await joined(2, "ANA");
  await server(3, "end_proposed");
  assert.equal(sends(link), 0);
});

test("who claims again after a return greets again, once, at the end of the history", async () => {
  const { joined, link, server } = await makeTalk({ head: 4 });
  await server(1, "claimed");
  await joined(2, "ANA");
  await server(3, "returned");
  assert.equal(sends(link), 0);
  await server(4, "claimed");
  await server(5, "end_proposed");
  assert.equal(sends(link), 1);
});

test("what another tab claimed is greeted from here only when that tab does not", async () => {
  const silent = await makeTalk({ head: 1, claimedHere: false });
  await silent.server(1, "claimed");
  assert.equal(sends(silent.link), 0);
  silent.clock.pass(Talk.ELSEWHERE_MS);
  await settled();
  assert.equal(sends(silent.link), 1);
  const spoken = await makeTalk({ head: 1, claimedHere: false });
  await spoken.server(1, "claimed");
  await spoken.joined(2, "ANA");
  spoken.clock.pass(Talk.ELSEWHERE_MS);
  await settled();
  assert.equal(sends(spoken.link), 0);
});

test("a return takes a proposal back, and an end before it is no end", async () => {
  const { server, talk } = await makeTalk({ head: 4 });
  await server(1, "end_proposed");
  assert.equal(talk.proposed, true);
  await server(2, "ended");
  assert.equal(talk.over, null);
  await server(3, "returned");
  await server(4, "claimed");
  assert.deepEqual([talk.proposed, talk.over], [false, null]);
  await server(5, "ended");
  assert.equal(talk.over, "ended");
});

test("what I lost and have again goes on, unless the answer is older than the end", async () => {
  const { me, mine } = await inHand(1);
  const { desk, link } = await openDesk(me);
  const talk = desk.hand.get(mine[0].conv);
  event(link, talk.c, 1, "claimed");
  await settled();
  await desk.hand.hold([]);
  assert.equal(talk.over, "not_yours");
  await desk.hand.hold([mine[0]]);
  assert.equal(talk.over, "not_yours");
  await desk.hand.hold([{ ...mine[0], n: 3 }]);
  assert.equal(talk.over, null);
  assert.deepEqual(link.sent.at(-1), { type: "follow", c: talk.c, n: 1 });
  assert.notEqual(talk.line.send({ t: "text", b: "ik ben er weer" }).state, "failed");
});

test("a proposal that the server could not keep is told, a refused message is not told twice", async () => {
  const { me, mine } = await inHand(1);
  const { desk, link } = await openDesk(me);
  const told = [];
  desk.addEventListener("undone", () => told.push("undone"));
  const refused = { type: "refused", c: mine[0].conv, code: "later", again: true, after_ms: 1000 };
  link.hears({ ...refused, stream: "a", ctr: 0 });
  assert.deepEqual(told, []);
  link.hears(refused);
  assert.deepEqual(told, ["undone"]);
});

test("next is who waits longest and is there, else simply who waits longest", async () => {
  const { office, me } = await inHand(0);
  await office.visitorComes(false);
  const { desk } = await openDesk(me);
  assert.equal(desk.queue.next.conv, office.waiting[0].conv);
  await office.visitorComes();
  const { desk: fresh } = await openDesk(me);
  assert.equal(fresh.queue.next.conv, office.waiting[1].conv);
});

test("what was said before an end is asked for although a refusal told of the end first", async () => {
  const { me, mine } = await inHand(1);
  const { desk, link } = await openDesk(me);
  const [{ conv: c }] = mine;
  const talk = desk.hand.get(c);
  event(link, c, 1, "claimed");
  await settled();
  link.hears({ type: "refused", c, code: "ended", again: false });
  await settled();
  assert.equal(talk.over, "ended");
  assert.deepEqual(desk.hand.cursors, [[c, 1]]);
  event(link, c, 2, "ended");
  await settled();
  assert.deepEqual(desk.hand.cursors, []);
});
