import assert from "node:assert/strict";
import { test } from "node:test";

import { ConsoleApi } from "../../../static/js/console/api.js";
import { ANSWER_MS } from "../../../static/js/lib/deadline.js";
import { FakeClock } from "../lib/fakes.js";
import { settled } from "../lib/fakes.js";

function answering(fetch) {
  const clock = new FakeClock();
  return { clock, api: new ConsoleApi({ base: "/console/api/", csrf: "token", fetch, clock }) };
}

const answer = (status, body) =>
  new Response(body === null ? null : JSON.stringify(body), { status });

const until = (signal) =>
  new Promise((_, broken) => signal.addEventListener("abort", () => broken(signal.reason)));

test("a question carries no cache, and what is told carries the token", async () => {
  const asked = [];
  const { api } = answering(async (url, { cache, method, headers, body }) => {
    asked.push([url, cache, method, headers?.["X-CSRFToken"], body]);
    return answer(200, { kept: 1 });
  });
  await api.queue();
  assert.deepEqual(await api.storeVault("v"), { kept: 1 });
  assert.deepEqual(asked, [
    ["/console/api/queue/", "no-store", undefined, undefined, undefined],
    ["/console/api/vault/", "no-store", "POST", "token", '{"vault":"v"}'],
  ]);
});

test("a refusal carries the server's word, or one for its status", async () => {
  const answers = [answer(409, { code: "exists" }), answer(403, null), answer(502, null)];
  const { api } = answering(async () => answers.shift());
  await assert.rejects(api.storeVault("v"), { status: 409, code: "exists" });
  await assert.rejects(api.storeVault("v"), { status: 403, code: "session" });
  await assert.rejects(api.storeVault("v"), { status: 502, code: "later" });
});

test("an answer without a body is no failure", async () => {
  const { api } = answering(async () => answer(204, null));
  assert.equal(await api.ready(true), null);
});

test("a question that hangs is broken off, before the answer or in the middle of it", async () => {
  const stuck = [
    (_, { signal }) => until(signal),
    async (_, { signal }) => ({ status: 200, ok: true, text: () => until(signal) }),
  ];
  for (const fetch of stuck) {
    const { clock, api } = answering(fetch);
    const asked = assert.rejects(api.queue(), { code: "offline" });
    await settled();
    clock.pass(ANSWER_MS);
    await asked;
    assert.deepEqual(clock.waits, []);
  }
});
