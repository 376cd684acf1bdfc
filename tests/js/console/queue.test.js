import assert from "node:assert/strict";
import { test } from "node:test";

import { Queue } from "../../../static/js/console/queue.js";
import { QueueWatch } from "../../../static/js/console/queue.js";
import { FakeClock } from "../lib/fakes.js";

const one = (conv, waited_s = 0) => ({ conv, waited_s, here: true });
const answer = (waiting, mine = []) => ({ waiting, mine, limit: 2 });
const tick = () => new Promise((done) => setImmediate(done));

test("waiting time runs on between two answers", () => {
  const queue = new Queue();
  queue.take(answer([one("a", 30)]), 100_000);
  assert.equal(queue.waiting[0].since, 70_000);
});

test("only who was not there before is news, and the first answer never is", () => {
  const queue = new Queue();
  assert.equal(queue.take(answer([one("a")]), 0), 0);
  assert.equal(queue.take(answer([one("a"), one("b")]), 0), 1);
  assert.equal(queue.take(answer([one("b")]), 0), 0);
});

test("a conversation that is over leaves room for another", () => {
  const queue = new Queue();
  const held = (conv, state) => ({ conv, state, claimed_s: 0 });
  queue.take(answer([], [held("a", "open"), held("b", "open")]), 0);
  assert.equal(queue.full, true);
  queue.take(answer([], [held("a", "open"), held("b", "over")]), 0);
  assert.equal(queue.full, false);
});

function watch(answers = []) {
  const clock = new FakeClock();
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return answers.shift() ?? true;
  };
  return { clock, watcher: new QueueWatch({ ask, clock }), asked: () => asked };
}

test("many rings within a moment are one question", async () => {
  const { clock, watcher, asked } = watch();
  await watcher.start();
  for (let i = 0; i < 10; i += 1) watcher.ring();
  assert.equal(asked(), 1);
  clock.pass(QueueWatch.DEBOUNCE_MS + QueueWatch.JITTER_MS);
  await tick();
  assert.equal(asked(), 2);
});

test("a question without an answer is asked again", async () => {
  const { clock, watcher, asked } = watch([false]);
  await watcher.start();
  clock.pass(QueueWatch.AGAIN_MS + QueueWatch.JITTER_MS);
  await tick();
  assert.equal(asked(), 2);
});

test("a stopped watch asks nothing more", async () => {
  const { clock, watcher, asked } = watch([false]);
  await watcher.start();
  watcher.stop();
  watcher.ring();
  clock.pass(QueueWatch.AGAIN_MS * 2);
  await tick();
  assert.equal(asked(), 1);
});
