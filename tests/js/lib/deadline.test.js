import assert from "node:assert/strict";
import { test } from "node:test";
import { ANSWER_MS } from "../../../static/js/lib/deadline.js";
import { within } from "../../../static/js/lib/deadline.js";
import { Api } from "../../../static/js/lib/visitor/api.js";
import { FakeClock } from "./fakes.js";
import { settled } from "./fakes.js";

/* As fetch does: says nothing, and fails when its signal says stop. */
function silent(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

test("what does not answer is broken off", async () => {
  const clock = new FakeClock();
  const asked = within(1000, silent, clock);
  clock.pass(1000);
  await assert.rejects(asked, { name: "AbortError" });
});

test("what answers or fails in time leaves no watch behind", async () => {
  const clock = new FakeClock();
  assert.equal(await within(1000, async () => "yes", clock), "yes");
  const failing = () => Promise.reject(new TypeError());
  await assert.rejects(within(1000, failing, clock), TypeError);
  assert.deepEqual(clock.waits, []);
});

test("a server that is silent, also halfway its answer, is no network to a visitor", async () => {
  const halfway = async (_, { signal }) => ({ headers: new Headers(), text: () => silent(signal) });
  for (const fetch of [(_, { signal }) => silent(signal), halfway]) {
    const clock = new FakeClock();
    const asked = new Api({ base: "/chat/api/", fetch, clock }).team();
    await settled();
    clock.pass(ANSWER_MS);
    assert.equal((await asked).status, 0);
  }
});
