import assert from "node:assert/strict";
import { test } from "node:test";

import { Desk } from "../../../static/js/console/desk.js";
import { VISITOR } from "../../../static/js/e2ee/conversation.js";
import { openPayload } from "../../../static/js/lib/payloads.js";
import { sealPayload } from "../../../static/js/lib/payloads.js";
import { settled } from "../lib/fakes.js";
import { FakeOffice } from "./fake-office.js";
import { OfficeLink } from "./fake-desk.js";
import { ana } from "./fake-desk.js";
import { claimed } from "./fake-desk.js";
import { event } from "./fake-desk.js";
import { openDesk } from "./fake-desk.js";
import { says } from "./fake-desk.js";

test("what I claim is followed from the beginning and comes into view", async () => {
  const { desk, link, visitor } = await claimed();
  const { c } = visitor;
  assert.deepEqual(link.sent, [
    { type: "claim", c },
    { type: "follow", c, n: 0 },
  ]);
  assert.equal(desk.hand.current, visitor.c);
  assert.equal(desk.queue.waiting.length, 0);
});

test("the visitor gets my name in an envelope, once, after the claim", async () => {
  const { link, visitor } = await claimed();
  event(link, visitor.c, 1, "claimed");
  await settled();
  const sent = link.sent.filter(({ type }) => type === "send");
  assert.equal(sent.length, 1);
  assert.ok(!JSON.stringify(sent).includes("ANA"));
  const { payload } = await openPayload(visitor.transcript, sent[0].env);
  assert.deepEqual(payload, { t: "joined", n: "ANA" });
});

test("a conversation that was only found again is not greeted before its history is in", async () => {
  const { me, visitor } = await claimed();
  const { link } = await openDesk(me);
  event(link, visitor.c, 1, "claimed");
  await settled();
  assert.equal(link.sent.filter(({ type }) => type === "send").length, 0);
});

test("who claims second hears that it is taken", async () => {
  const office = new FakeOffice();
  const me = await ana(office);
  const { desk } = await openDesk(me);
  await assert.rejects(desk.claim("x".repeat(22)), { code: "taken" });
});

const claims = (link) => link.sent.filter(({ type }) => type === "claim").length;

/* I have one in hand, another waits, and the line is in this state when I press the button. */
async function pressed(state) {
  const hand = await claimed();
  const { c } = await hand.office.visitorComes();
  hand.link.answers = state === "open and slow" ? () => null : hand.link.answers;
  if (state === "down") hand.link.becomes("waiting");
  const answer = hand.desk.claim(c);
  const granted = async () => {
    if (state === "down") hand.link.becomes("open");
    else hand.link.hears(hand.office.claim("ana", c));
    await answer;
    while (!hand.desk.hand.get(c)) await new Promise((done) => setTimeout(done, 20));
  };
  return { ...hand, answer, c, granted };
}

for (const state of ["down", "open and slow"]) {
  test(`a claim granted late opens quietly while I have another in view (${state})`, async () => {
    const { c, clock, desk, granted, visitor } = await pressed(state);
    clock.ahead = 5_001;
    await granted();
    assert.equal(desk.hand.current, visitor.c);
    assert.equal(desk.hand.get(c).over, null);
  });

  test(`a claim granted late comes into view when nothing is (${state})`, async () => {
    const { c, clock, desk, granted } = await pressed(state);
    desk.hand.show(null);
    clock.ahead = 5_001;
    await granted();
    assert.equal(desk.hand.current, c);
  });
}

test("what a claim brought late is greeted all the same, by who pressed", async () => {
  const { c, clock, granted, link } = await pressed("down");
  clock.ahead = 5_001;
  await granted();
  event(link, c, 1, "claimed");
  await settled();
  assert.equal(link.sent.filter((frame) => frame.type === "send" && frame.c === c).length, 1);
});

test("a claim that ended the line is not what ends the next one", async () => {
  const { answer, link } = await pressed("open and slow");
  const before = claims(link);
  link.dispatchEvent(new CustomEvent("state", { detail: { state: "waiting", word: "shape" } }));
  await assert.rejects(answer, { code: "later" });
  link.becomes("open");
  assert.equal(claims(link), before);
});

test("a conversation I was refused and that comes to me later is not this tab's", async () => {
  const { answer, c, desk, link, office, visitor } = await pressed("open and slow");
  link.hears({ type: "refused", code: "taken", again: false, c });
  await assert.rejects(answer, { code: "taken" });
  office.claim("ana", c);
  link.hears({ type: "queue" });
  while (!desk.hand.get(c)) await new Promise((done) => setTimeout(done, 20));
  assert.equal(desk.hand.current, visitor.c);
});

test("messages count as unread only while another conversation is in view", async () => {
  const { desk, link, visitor } = await claimed();
  const talk = desk.hand.get(visitor.c);
  await says(visitor, link, 1, "ben je er");
  assert.equal(talk.unread, 0);
  assert.notEqual(talk.waitingSince, null);
  desk.hand.show(null);
  await says(visitor, link, 2, "hallo?");
  assert.equal(talk.unread, 1);
  desk.hand.show(visitor.c);
  assert.equal(talk.unread, 0);
});

test("after a quick exit nothing more is sent", async () => {
  const { desk, link, visitor } = await claimed();
  event(link, visitor.c, 1, "left");
  await settled();
  const talk = desk.hand.get(visitor.c);
  assert.equal(talk.over, "left");
  const before = link.sent.length;
  talk.line.send({ t: "text", b: "ben je daar nog" });
  await settled();
  assert.equal(link.sent.length, before);
});

test("presence tells since when somebody is away, and forgets it on return", async () => {
  const { desk, link, visitor } = await claimed();
  const talk = desk.hand.get(visitor.c);
  link.hears({ type: "presence", c: visitor.c, here: false, away_s: 40 });
  assert.ok(Date.now() - talk.awaySince >= 40_000);
  link.hears({ type: "presence", c: visitor.c, here: true, away_s: 0 });
  assert.equal(talk.awaySince, null);
});

test("a closed desk holds no conversation", async () => {
  const { desk, visitor } = await claimed();
  desk.close();
  assert.equal(desk.hand.get(visitor.c), null);
  assert.deepEqual(desk.hand.cursors, []);
});

test("a session that ended stops the desk with its word", async () => {
  const office = new FakeOffice();
  const me = await ana(office);
  const api = {
    ...me.api,
    queue: async () => Promise.reject(Object.assign(new Error(), { code: "session" })),
  };
  const stopped = [];
  const closing = new Desk({ api, keys: me.keys, url: "", makeLink: () => new OfficeLink() });
  closing.addEventListener("stopped", ({ detail }) => stopped.push(detail.word));
  await closing.open();
  assert.deepEqual(stopped, ["session"]);
});

test("what I answered counts as read, also when it is found again later", async () => {
  const { desk, link, visitor } = await claimed();
  const talk = desk.hand.get(visitor.c);
  desk.hand.show(null);
  await says(visitor, link, 1, "hoi");
  assert.equal(talk.unread, 1);
  talk.line.send({ t: "text", b: "Ik ben er." });
  await settled();
  const { env } = link.sent.at(-1);
  link.hears({ type: "events", c: visitor.c, prev: 1, items: [{ n: 2, kind: "message", env }] });
  await settled();
  assert.equal(talk.unread, 0);
  assert.equal(talk.waitingSince, null);
});

test("what the server runs is passed on", async () => {
  const office = new FakeOffice();
  const { desk, link } = await openDesk(await ana(office));
  const told = [];
  desk.addEventListener("build", ({ detail }) => told.push(detail.build));
  link.hears({ type: "ready", heads: [], build: "a" });
  link.hears({ type: "queue" });
  link.hears({ type: "beat", heads: [], build: "b" });
  assert.deepEqual(told, ["a", "b"]);
});

test("how long a visitor waits is known from the message, unless its clock is absurd", async () => {
  const { desk, link, visitor } = await claimed();
  const talk = desk.hand.get(visitor.c);
  const written = async (n, at) => {
    talk.waitingSince = null;
    const { env } = await sealPayload(visitor.transcript, VISITOR, { t: "text", b: "hoi", at });
    link.hears({ type: "events", c: visitor.c, prev: n - 1, items: [{ n, kind: "message", env }] });
    await settled();
    return talk.waitingSince;
  };
  const early = Date.now() - 360_000;
  assert.equal(await written(1, early), early);
  const before = Date.now();
  assert.ok((await written(2, before + 3_600_000)) < before + 60_000);
  assert.ok((await written(3, 0)) >= before);
});
