import assert from "node:assert/strict";
import { test } from "node:test";

import { Claims } from "../../../static/js/console/claims.js";
import { FakeClock } from "../lib/fakes.js";
import { FakeLink } from "../lib/fakes.js";

function asking() {
  const link = new FakeLink();
  const clock = new FakeClock();
  const claims = new Claims({ link, clock });
  link.addEventListener("frame", ({ detail }) => claims.hear(detail));
  link.addEventListener(
    "state",
    ({ detail }) => detail.state === "open" || claims.lost(detail.word),
  );
  return { claims, clock, link };
}

const claim = (c) => ({ type: "claim", c });

test("a claim is granted when the line says so", async () => {
  const { claims, clock, link } = asking();
  const answer = claims.ask("c");
  assert.deepEqual(link.sent, [claim("c")]);
  link.hears({ type: "claimed", c: "other" });
  link.hears({ type: "claimed", c: "c" });
  await answer;
  assert.deepEqual(clock.waits, []);
});

test("a refusal carries the server's word, and only for the one it is about", async () => {
  const { claims, link } = asking();
  const [first, second] = [claims.ask("first"), claims.ask("second")];
  link.hears({ type: "refused", c: "first", code: "taken", again: false });
  link.hears({ type: "claimed", c: "second" });
  await assert.rejects(first, { code: "taken" });
  await second;
});

test("a refused message of the same conversation is no answer to its claim", async () => {
  const { claims, link } = asking();
  const answer = claims.ask("c");
  assert.equal(claims.hear({ type: "refused", c: "c", code: "gap", stream: "s", ctr: 1 }), false);
  link.hears({ type: "claimed", c: "c" });
  await answer;
});

test("a line that broke asks again, whether the claim was heard or not", async () => {
  const { claims, link } = asking();
  const heard = claims.ask("heard");
  link.becomes("waiting");
  const unheard = claims.ask("unheard");
  assert.deepEqual(link.sent, [claim("heard")]);
  link.becomes("open");
  assert.deepEqual(link.sent.slice(1), [claim("heard"), claim("unheard")]);
  for (const c of ["heard", "unheard"]) link.hears({ type: "claimed", c });
  await Promise.all([heard, unheard]);
});

test("a line that only looks open is dropped, and the next one is asked", async () => {
  const { claims, clock, link } = asking();
  const answer = claims.ask("c");
  clock.pass(9_999);
  assert.equal(link.drops, 0);
  clock.pass(1);
  assert.equal(link.drops, 1);
  link.becomes("waiting");
  link.becomes("open");
  link.hears({ type: "claimed", c: "c" });
  await answer;
  assert.deepEqual(clock.waits, []);
});

test("a line that came back late has its own ten seconds", async () => {
  const { claims, clock, link } = asking();
  link.becomes("waiting");
  const answer = claims.ask("c");
  clock.pass(9_900);
  link.becomes("open");
  clock.pass(9_900);
  assert.equal(link.drops, 0);
  link.hears({ type: "claimed", c: "c" });
  await answer;
  assert.deepEqual(clock.waits, []);
});

test("what a line was closed for is not said to the next one", async () => {
  const { claims, link } = asking();
  const answer = claims.ask("c");
  claims.lost("shape");
  await assert.rejects(answer, { code: "later" });
  link.becomes("open");
  assert.deepEqual(link.sent, [claim("c")]);
});

test("without an answer it fails in the end, and can be tried again", async () => {
  const { claims, clock, link } = asking();
  const answer = claims.ask("c");
  clock.pass(25_000);
  await assert.rejects(answer, { code: "later" });
  const again = claims.ask("c");
  link.hears({ type: "claimed", c: "c" });
  await again;
});

test("a second press asks nothing more", async () => {
  const { claims, link } = asking();
  assert.equal(claims.ask("c"), claims.ask("c"));
  assert.equal(link.sent.length, 1);
});

test("a closed desk leaves nothing behind", () => {
  const { claims, clock, link } = asking();
  claims.ask("c");
  claims.clear();
  link.becomes("open");
  assert.deepEqual([clock.waits, link.sent.length], [[], 1]);
});
