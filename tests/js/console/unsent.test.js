import assert from "node:assert/strict";
import { test } from "node:test";

import { settled } from "../lib/fakes.js";
import { claimed } from "./fake-desk.js";
import { event } from "./fake-desk.js";

test("texts that did not arrive are known until they do, and no others", async () => {
  const { desk, link, visitor } = await claimed();
  const talk = desk.hand.get(visitor.c);
  talk.line.send({ t: "lead", n: "ANA" });
  talk.line.send({ t: "text", b: "een" });
  talk.line.send({ t: "text", b: "twee" });
  await settled();
  for (const n of [1, 2]) {
    const { env } = link.sent.at(-1);
    const items = [{ n, kind: "message", env }];
    link.hears({ type: "events", c: talk.c, prev: n - 1, items });
    await settled();
  }
  assert.deepEqual(talk.unsent, ["twee"]);
  talk.lost();
  assert.deepEqual([talk.finished, talk.unsent], [false, ["twee"]]);
});

test("a text that is tried again is unsent once", async () => {
  const { desk, link, visitor } = await claimed();
  const talk = desk.hand.get(visitor.c);
  const item = talk.line.send({ t: "text", b: "een" });
  await settled();
  const { stream, ctr } = item.sealed;
  link.hears({ type: "refused", c: talk.c, code: "envelope", stream, ctr, again: false });
  await settled();
  assert.deepEqual([item.state, talk.unsent], ["failed", ["een"]]);
  talk.retry(item);
  await settled();
  assert.deepEqual(talk.unsent, ["een"]);
});

test("what was written to somebody who left is not kept", async () => {
  const { desk, link, visitor } = await claimed();
  const talk = desk.hand.get(visitor.c);
  talk.line.send({ t: "text", b: "ben je er nog" });
  event(link, talk.c, 1, "left");
  await settled();
  assert.deepEqual([talk.finished, talk.unsent], [true, []]);
});
