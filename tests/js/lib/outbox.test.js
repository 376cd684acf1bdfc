import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../../static/js/lib/outbox.js";
import { FakeClock } from "./fakes.js";
import { settled } from "./fakes.js";

function makeOutbox({ ready = true, seal } = {}) {
  const made = { clock: new FakeClock(), sent: [], seals: 0, streams: 0, stalls: 0 };
  made.outbox = new Outbox({
    seal:
      seal ??
      (async ({ payload }) => {
        made.seals += 1;
        return { env: `${payload}#${made.seals}`, stream: `s${made.streams}`, ctr: made.seals };
      }),
    send: (env) => made.sent.push(env),
    renew: () => {
      made.streams += 1;
    },
    changed: () => {},
    stalled: () => {
      made.stalls += 1;
    },
    clock: made.clock,
  });
  if (ready) made.outbox.ready();
  made.ack = (ctr, n = ctr) => made.outbox.acked({ stream: `s${made.streams}`, ctr, n });
  return made;
}

test("one message is under way at a time and the order is kept", async () => {
  const { outbox, sent, ack } = makeOutbox();
  const [one, two] = ["one", "two"].map((payload) => outbox.add({ payload }));
  await settled();
  assert.deepEqual(sent, ["one#1"]);
  assert.deepEqual([one.state, two.state], ["sending", "sending"]);
  ack(1);
  await settled();
  assert.deepEqual(sent, ["one#1", "two#2"]);
  assert.deepEqual([one.state, one.n, two.state], ["sent", 1, "sending"]);
});

test("writing more does not send again what is under way", async () => {
  const { outbox, sent } = makeOutbox();
  for (const payload of ["one", "two", "three"]) {
    outbox.add({ payload });
    await settled();
  }
  assert.deepEqual(sent, ["one#1"]);
});

test("what was not acknowledged goes out again after every ready with the same bytes", async () => {
  const made = makeOutbox();
  made.outbox.add({ payload: "one" });
  await settled();
  for (let i = 0; i < 3; i += 1) {
    made.outbox.lost();
    made.outbox.ready();
    await settled();
  }
  assert.deepEqual(made.sent, ["one#1", "one#1", "one#1", "one#1"]);
  assert.equal(made.seals, 1);
});

test("nothing goes out while the line is away, and nothing is lost by it", async () => {
  const { outbox, sent } = makeOutbox({ ready: false });
  outbox.add({ payload: "one" });
  await settled();
  assert.deepEqual(sent, []);
  assert.equal(outbox.letters.length, 1);
  outbox.ready();
  await settled();
  assert.deepEqual(sent, ["one#1"]);
});

test("an acknowledgement of something else changes nothing", async () => {
  const { outbox, sent } = makeOutbox();
  const one = outbox.add({ payload: "one" });
  await settled();
  outbox.acked({ stream: "s0", ctr: 9, n: 1 });
  outbox.acked({ stream: "other", ctr: 1, n: 1 });
  assert.equal(one.state, "sending");
  assert.deepEqual(sent, ["one#1"]);
});

test("a store that is away is asked again later, with the same bytes", async () => {
  const { clock, outbox, sent } = makeOutbox();
  const one = outbox.add({ payload: "one" });
  await settled();
  outbox.refused({ code: "later", stream: "s0", ctr: 1, again: true, after_ms: 500 });
  assert.equal(one.state, "sending");
  clock.pass(499);
  assert.equal(sent.length, 1);
  clock.pass(1);
  assert.deepEqual(sent, ["one#1", "one#1"]);
});

test("a final refusal is told, keeps the text, and does not stop the next message", async () => {
  const made = makeOutbox();
  const one = made.outbox.add({ payload: "one" });
  made.outbox.add({ payload: "two" });
  await settled();
  made.outbox.refused({ code: "envelope", stream: "s0", ctr: 1, again: false });
  await settled();
  assert.deepEqual([one.state, one.code, one.payload], ["failed", "envelope", "one"]);
  assert.deepEqual(made.sent, ["one#1", "two#2"]);
  assert.equal(made.streams, 1);
});

test("a broken counter is mended once by a new stream, not for ever", async () => {
  const made = makeOutbox();
  const one = made.outbox.add({ payload: "one" });
  await settled();
  made.outbox.refused({ code: "gap", stream: "s0", ctr: 1, again: false });
  await settled();
  assert.deepEqual(made.sent, ["one#1", "one#2"]);
  made.outbox.refused({ code: "gap", stream: "s1", ctr: 2, again: false });
  await settled();
  assert.equal(one.state, "failed");
  assert.equal(made.sent.length, 2);
});

test("after the end everything that waits has failed and still has its text", async () => {
  const { outbox, sent } = makeOutbox({ ready: false });
  const one = outbox.add({ payload: "one" });
  outbox.close("ended");
  const two = outbox.add({ payload: "two" });
  outbox.ready();
  await settled();
  assert.deepEqual([one.state, two.state, two.code], ["failed", "failed", "ended"]);
  assert.deepEqual([one.payload, two.payload, sent.length], ["one", "two", 0]);
});

test("a message that cannot be sealed fails alone", async () => {
  const seal = async ({ payload }) => {
    if (payload === "bad") throw Object.assign(new Error(), { code: "too-long" });
    return { env: payload, stream: "s0", ctr: 0 };
  };
  const { outbox, sent } = makeOutbox({ seal });
  const bad = outbox.add({ payload: "bad" });
  outbox.add({ payload: "good" });
  await settled();
  assert.deepEqual([bad.state, bad.code, sent], ["failed", "too-long", ["good"]]);
});

test("a line that takes messages and never answers is reported", async () => {
  const made = makeOutbox();
  made.outbox.add({ payload: "one" });
  await settled();
  made.clock.pass(9_999);
  assert.equal(made.stalls, 0);
  made.clock.pass(1);
  assert.equal(made.stalls, 1);
});
