import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64url } from "../../../static/js/e2ee/bytes.js";
import { random } from "../../../static/js/e2ee/bytes.js";
import { toBase64url } from "../../../static/js/e2ee/bytes.js";
import { TEAM } from "../../../static/js/e2ee/conversation.js";
import { VISITOR } from "../../../static/js/e2ee/conversation.js";
import { makeTalk } from "./fake-talk.js";
import { texts } from "./fake-talk.js";
import { settled } from "./fakes.js";

test("messages are shown in the order of n, whatever frames repeat or miss", async () => {
  const { c, events, fromAna, link, talk, told } = await makeTalk();
  const all = [];
  for (const n of [1, 2, 3]) all.push(await fromAna(n, { t: "text", b: `text ${n}` }));
  await events(2, all[2]);
  assert.equal(link.beats, 1);
  assert.deepEqual(texts(told), []);
  await events(0, all[0], all[1]);
  await events(0, ...all);
  await events(3);
  assert.deepEqual(
    texts(told).map(([text]) => text),
    ["text 1", "text 2", "text 3"],
  );
  assert.deepEqual(talk.at, [c, 3]);
});

test("an own message is one item from key press to proof that it was read", async () => {
  const { ana, c, events, fromAna, link, talk, told } = await makeTalk();
  const item = talk.send({ t: "text", b: "hoi" });
  await settled();
  const { env } = link.sent.at(-1);
  const stream = toBase64url(fromBase64url(env).slice(20, 28));
  link.hears({ type: "ack", c, stream, ctr: 0, n: 1 });
  await events(0, { n: 1, kind: "message", env });
  await ana.accept(fromBase64url(env));
  await events(1, await fromAna(2, { t: "text", b: "dag" }));
  const own = told.filter(([name, detail]) => name === "item" && detail.own).map(([, d]) => d);
  assert.deepEqual([...new Set(own.map(({ id }) => id))], [item.id]);
  assert.equal(own[0].state, "sending");
  assert.equal(own.at(-1).state, "seen");
});

test("without a proof of the other side a message is sent, never seen", async () => {
  const { events, fromAna, link, talk } = await makeTalk();
  const crossing = await fromAna(2, { t: "text", b: "crossing" });
  const item = talk.send({ t: "text", b: "hoi" });
  await settled();
  await events(0, { n: 1, kind: "message", env: link.sent.at(-1).env });
  await events(1, crossing);
  assert.equal(item.state, "sent");
});

test("an own message that arrives as event needs no acknowledgement", async () => {
  const { c, events, link, talk } = await makeTalk();
  talk.send({ t: "text", b: "one" });
  talk.send({ t: "text", b: "two" });
  await settled();
  assert.equal(link.sent.length, 1);
  await events(0, { n: 1, kind: "message", env: link.sent[0].env });
  assert.equal(link.sent.length, 2);
  assert.deepEqual(
    talk.unsent.map(({ payload }) => payload.b),
    ["two"],
  );
  assert.deepEqual(talk.at, [c, 1]);
});

test("after a lost line the same envelope is sent again", async () => {
  const { link, talk } = await makeTalk();
  talk.send({ t: "text", b: "one" });
  await settled();
  link.becomes("waiting");
  link.becomes("open");
  await settled();
  assert.equal(link.sent.length, 2);
  assert.equal(link.sent[0].env, link.sent[1].env);
});

test("controls and server events are told apart from messages", async () => {
  const { events, fromAna, told } = await makeTalk();
  await events(0, { n: 1, kind: "claimed" }, await fromAna(2, { t: "joined", n: "Ana" }));
  const [[, server], [, control]] = told.filter(([name]) => ["server", "control"].includes(name));
  assert.deepEqual(server, { n: 1, kind: "claimed", past: false });
  assert.equal(control.payload.n, "Ana");
});

test("a forged envelope is an alert, takes its n, and the next one is still read", async () => {
  const { events, fromAna, told } = await makeTalk();
  const forged = toBase64url(random(608));
  await events(0, { n: 1, kind: "message", env: forged });
  await events(1, { n: 2, kind: "message", env: "not base64!" });
  await events(2, await fromAna(3, { t: "text", b: "real" }));
  assert.equal(told.filter(([name]) => name === "alert").length, 2);
  assert.deepEqual(texts(told), [["real", "sent"]]);
});

test("what was there at the first ready is past, what comes later is not", async () => {
  const { c, events, fromAna, link, told } = await makeTalk({ heads: [] });
  assert.deepEqual(
    told.map(([name]) => name),
    ["current"],
  );
  const first = await fromAna(1, { t: "text", b: "missed" });
  link.becomes("waiting");
  link.becomes("open", [[c, 1]]);
  await events(0, first);
  const [, item] = told.find(([name]) => name === "item");
  assert.equal(item.past, false);
  assert.equal(told.at(-1)[0], "current");
});

test("frames of another conversation are not taken", async () => {
  const { fromAna, link, told } = await makeTalk();
  const message = await fromAna(1, { t: "text", b: "no" });
  link.hears({ type: "events", c: "other", prev: 0, items: [message] });
  await settled();
  assert.deepEqual(texts(told), []);
});

test("typing ends by itself, by a message, and is never told of oneself", async () => {
  const { c, clock, events, fromAna, link, told } = await makeTalk();
  const typing = () => told.filter(([name]) => name === "typing").map(([, { on }]) => on);
  link.hears({ type: "typing", c, role: VISITOR, on: true });
  assert.deepEqual(typing(), []);
  link.hears({ type: "typing", c, role: TEAM, on: true });
  clock.pass(6000);
  assert.deepEqual(typing(), [true, false]);
  link.hears({ type: "typing", c, role: TEAM, on: true });
  await events(0, await fromAna(1, { t: "text", b: "hoi" }));
  assert.deepEqual(typing(), [true, false, true, false]);
});

test("after the end nothing is sent and what waited keeps its text", async () => {
  const { events, link, talk } = await makeTalk();
  link.becomes("waiting");
  const waiting = talk.send({ t: "text", b: "too late" });
  await events(0, { n: 1, kind: "ended" });
  link.becomes("open");
  await settled();
  assert.deepEqual([waiting.state, waiting.payload.b, link.sent], ["failed", "too late", []]);
});

test("a conversation that is not mine any more says so and stops sending", async () => {
  const { c, link, talk, told } = await makeTalk();
  link.hears({ type: "refused", c, code: "not_yours", again: false });
  talk.send({ t: "text", b: "hoi" });
  await settled();
  assert.deepEqual(told.find(([name]) => name === "over")[1], { code: "not_yours" });
  assert.deepEqual(link.sent, []);
});

test("a forgotten conversation hears and says nothing", async () => {
  const { events, fromAna, talk, told } = await makeTalk();
  const message = await fromAna(1, { t: "text", b: "hoi" });
  talk.forget();
  const before = told.length;
  await events(0, message);
  assert.equal(told.length, before);
});
