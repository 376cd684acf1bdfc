import assert from "node:assert/strict";
import { test } from "node:test";
import { Inbox } from "../../../static/js/lib/inbox.js";

function makeInbox(apply = () => {}) {
  const applied = [];
  let beats = 0;
  const inbox = new Inbox({
    apply: async ({ n }) => {
      await apply(n);
      applied.push(n);
    },
    beat: () => {
      beats += 1;
    },
  });
  const take = async (prev, ...ns) => {
    inbox.take({ prev, items: ns.map((n) => ({ n })) });
    await inbox.afterwards(() => {});
  };
  return { applied, beats: () => beats, inbox, take };
}

test("every event is applied once, whatever frames repeat", async () => {
  const { applied, take } = makeInbox();
  await take(0, 1, 2);
  await take(0, 1, 2, 3);
  await take(1, 2, 3, 4);
  assert.deepEqual(applied, [1, 2, 3, 4]);
});

test("a frame from further on is not taken, and what is missing is asked for", async () => {
  const { applied, beats, inbox, take } = makeInbox();
  await take(3, 4);
  assert.deepEqual([applied, inbox.cursor, beats()], [[], 0, 1]);
});

test("a hole inside a frame ends what is taken from it", async () => {
  const { applied, inbox, take } = makeInbox();
  await take(0, 1, 3, 4);
  assert.deepEqual([applied, inbox.cursor], [[1], 1]);
});

test("a slow event holds the next ones back, a failing one does not", async () => {
  const { applied, take } = makeInbox(async (n) => {
    if (n === 1) await new Promise((done) => setImmediate(done));
    if (n === 2) throw new Error("broken");
  });
  await take(0, 1, 2, 3);
  assert.deepEqual(applied, [1, 3]);
});
