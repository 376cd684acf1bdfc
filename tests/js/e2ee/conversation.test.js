import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../../../static/js/e2ee/bytes.js";
import { joinShare } from "../../../static/js/e2ee/conversation.js";
import { messageKeys } from "../../../static/js/e2ee/conversation.js";
import { newConversation } from "../../../static/js/e2ee/conversation.js";
import { openConversation } from "../../../static/js/e2ee/conversation.js";
import { splitShare } from "../../../static/js/e2ee/conversation.js";
import { teamId } from "../../../static/js/e2ee/identity.js";
import { generateKem } from "../../../static/js/e2ee/kem.js";
import { newNotesKey } from "../../../static/js/e2ee/notes.js";
import { notesKey } from "../../../static/js/e2ee/notes.js";
import { openNote } from "../../../static/js/e2ee/notes.js";
import { openNotesKey } from "../../../static/js/e2ee/notes.js";
import { sealNote } from "../../../static/js/e2ee/notes.js";
import { toBase64url } from "../../../static/js/e2ee/bytes.js";
import { trustedNow } from "../../../static/js/e2ee/teamkey.js";
import { trustedTeamKey } from "../../../static/js/e2ee/teamkey.js";
import { refused } from "./refusal.js";

const pair = await generateKem(1);
const teamKey = { ...pair, team: await teamId("jeugd"), ver: 1 };
const proof = { team: "jeugd", ver: 1, suite: 1, pub: toBase64url(pair.pub) };
const NOW = 1_790_000_000;

test("a new conversation opens with the team's key and its keys stay inside", async () => {
  const { kc, conv, wrap } = await newConversation(teamKey);
  assert.equal(wrap.length, 113);
  assert.deepEqual(await openConversation(teamKey, conv, wrap), kc);
  for (const key of Object.values(await messageKeys(kc, conv))) {
    assert.equal(key.extractable, false);
  }
});

test("a wrap of another conversation is refused", async () => {
  const [one, two] = [await newConversation(teamKey), await newConversation(teamKey)];
  await refused("auth", () => openConversation(teamKey, one.conv, two.wrap));
});

test("two halves make the key again, and are new each time", async () => {
  const kc = random(32);
  const [first, second] = [splitShare(kc), splitShare(kc)];
  assert.deepEqual(joinShare(first.a, first.b), kc);
  assert.notDeepEqual(first.a, second.a);
  assert.notDeepEqual(joinShare(first.a, second.b), kc);
  await refused("len", () => joinShare(first.a, first.b.subarray(1)));
});

test("notes are sealed under a key the visitor does not have", async () => {
  const { kc, conv } = await newConversation(teamKey);
  const { kn, wrap } = await newNotesKey(teamKey, conv);
  assert.deepEqual(await openNotesKey(teamKey, conv, wrap), kn);
  const place = { kind: 1, id: random(16) };
  const key = await notesKey(kn, conv);
  const box = await sealNote(key, conv, place, random(20));
  assert.equal((await openNote(key, conv, place, box)).length, 20);
  const visitors = await notesKey(kc, conv);
  await refused("auth", () => openNote(visitors, conv, place, box));
});

test("the team's id comes from its slug, whatever the server says it is", async () => {
  const key = await trustedTeamKey({ ...proof, team16: "AAAAAAAAAAAAAAAAAAAAAA" }, NOW);
  assert.deepEqual(key.team, await teamId("jeugd"));
  assert.deepEqual([key.slug, key.ver, key.suite], ["jeugd", 1, 1]);
});

const BAD_KEYS = {
  "a point that is not on the curve": { pub: toBase64url(new Uint8Array(65).fill(4)) },
  "a key of the wrong length": { pub: toBase64url(pair.pub.subarray(1)) },
  "an unknown suite": { suite: 3 },
  "a suite given as text": { suite: "1" },
  "version zero": { ver: 0 },
  "a version that is text": { ver: "1" },
  "a slug that is none": { team: "Jeugd Noord" },
  "no slug": { team: undefined },
  "half a period": { nbf: NOW },
};

for (const [name, change] of Object.entries(BAD_KEYS)) {
  test(`a team key with ${name} is refused`, async () => {
    await refused("team-key", () => trustedTeamKey({ ...proof, ...change }, NOW));
  });
}

test("a team key outside its period is refused", async () => {
  const period = { nbf: NOW, exp: NOW + 60 };
  assert.ok(await trustedTeamKey({ ...proof, ...period }, NOW + 59));
  await refused("team-key-expired", () => trustedTeamKey({ ...proof, ...period }, NOW + 60));
  await refused("team-key-expired", () => trustedTeamKey({ ...proof, ...period }, NOW - 1));
});

test("the device's clock counts unless it is more than a day off", () => {
  assert.deepEqual(trustedNow(NOW, NOW + 86_400), { now: NOW, wrong: false });
  assert.deepEqual(trustedNow(NOW, NOW + 86_401), { now: NOW + 86_401, wrong: true });
});
