import assert from "node:assert/strict";
import { test } from "node:test";
import { TypingSignal } from "../../../static/js/lib/typing-signal.js";
import { FakeClock } from "./fakes.js";

function makeSignal() {
  const clock = new FakeClock();
  const said = [];
  return { clock, said, signal: new TypingSignal({ say: (on) => said.push(on), clock }) };
}

test("typing is said at most once in three seconds", () => {
  const { clock, said, signal } = makeSignal();
  for (let i = 0; i < 30; i += 1) {
    signal.typed();
    clock.pass(200);
  }
  assert.deepEqual(said, [true, true]);
});

test("a pause and a stop say that it is over, once", () => {
  const { clock, said, signal } = makeSignal();
  signal.typed();
  clock.pass(5000);
  signal.stop();
  assert.deepEqual(said, [true, false]);
});

test("who did not type cannot stop", () => {
  const { said, signal } = makeSignal();
  signal.stop();
  assert.deepEqual(said, []);
});
