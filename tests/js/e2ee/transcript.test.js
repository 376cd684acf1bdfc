import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../../../static/js/e2ee/bytes.js";
import { utf8 } from "../../../static/js/e2ee/bytes.js";
import { conversationId } from "../../../static/js/e2ee/conversation.js";
import { TEAM } from "../../../static/js/e2ee/conversation.js";
import { VISITOR } from "../../../static/js/e2ee/conversation.js";
import { KIND } from "../../../static/js/e2ee/envelope.js";
import { decodePayload } from "../../../static/js/e2ee/payload.js";
import { encodePayload } from "../../../static/js/e2ee/payload.js";
import { Transcript } from "../../../static/js/e2ee/transcript.js";

const kc = random(32);
const conv = await conversationId(kc);

function start(role) {
  return Transcript.start(kc, conv, role);
}

async function exchange(sides, count) {
  const envelopes = [];
  for (let i = 0; i < count; i += 1) {
    const envelope = await sides[i % 2].seal(KIND.text, utf8(`bericht ${i}`));
    envelopes.push(envelope);
    for (const side of sides) await side.accept(envelope);
  }
  return envelopes;
}

test("a payload survives the way from one side to the other", async () => {
  const [alma, ana] = [await start(VISITOR), await start(TEAM)];
  const { kind, bytes } = encodePayload(VISITOR, { t: "text", b: "ik ben bang 🙂" });
  const { result, payload, role, alerts } = await ana.accept(await alma.seal(kind, bytes));
  assert.deepEqual([result, role, alerts], ["ok", VISITOR, []]);
  assert.deepEqual(decodePayload(kind, role, payload), { t: "text", b: "ik ben bang 🙂" });
});

test("a whole history taken at once ends where one taken piece by piece ends", async () => {
  const sides = [await start(VISITOR), await start(TEAM)];
  const envelopes = await exchange(sides, 200);
  const reader = await start(TEAM);
  const taken = await reader.acceptAll(envelopes);
  assert.deepEqual(reader.head, sides[0].head);
  assert.ok(taken.every(({ result, alerts }) => result === "ok" && alerts.length === 0));
  assert.deepEqual(
    taken.map(({ position }) => position),
    envelopes.map((_, i) => i + 1),
  );
});

test("envelopes handed over without waiting are still taken in order", async () => {
  const envelopes = await exchange([await start(VISITOR), await start(TEAM)], 20);
  const reader = await start(VISITOR);
  const taken = await Promise.all(envelopes.map((envelope) => reader.accept(envelope)));
  assert.deepEqual(
    taken.flatMap(({ alerts }) => alerts),
    [],
  );
});

test("something that is no envelope is refused without harm to what follows", async () => {
  const [alma, ana] = [await start(VISITOR), await start(TEAM)];
  const refused = await ana.accept(random(608));
  assert.equal(refused.result, "ver");
  assert.deepEqual(refused.alerts, ["rejected"]);
  const taken = await ana.accept(await alma.seal(KIND.text, utf8("hoi")));
  assert.deepEqual([taken.result, taken.alerts, taken.position], ["ok", [], 1]);
});

test("seen is what the other side proved, not what one sent", async () => {
  const [alma, ana] = [await start(VISITOR), await start(TEAM)];
  const hello = await alma.seal(KIND.text, utf8("ben je er?"));
  await alma.accept(hello);
  assert.equal(alma.seenUpTo, 0);
  await ana.accept(hello);
  const { seenUpTo } = await alma.accept(await ana.seal(KIND.text, utf8("ja")));
  assert.deepEqual([seenUpTo, alma.seenUpTo], [1, 1]);
});

test("a dropped message shows with the next honest one", async () => {
  const sides = [await start(VISITOR), await start(TEAM)];
  const envelopes = await exchange(sides, 4);
  const reader = await start(TEAM);
  const taken = await reader.acceptAll(envelopes.filter((_, i) => i !== 1));
  assert.deepEqual(
    taken.flatMap(({ alerts }) => alerts),
    ["withheld", "gap", "withheld"],
  );
});

test("something that is not even bytes fails alone, and what follows is taken", async () => {
  const [alma, ana] = [await start(VISITOR), await start(TEAM)];
  await assert.rejects(() => ana.accept(null), TypeError);
  const { result } = await ana.accept(await alma.seal(KIND.text, utf8("hoi")));
  assert.equal(result, "ok");
});
