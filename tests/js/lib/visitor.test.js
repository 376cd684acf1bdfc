import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64url } from "../../../static/js/e2ee/bytes.js";
import { toBase64url } from "../../../static/js/e2ee/bytes.js";
import { openConversation as openSealed } from "../../../static/js/e2ee/conversation.js";
import { teamId } from "../../../static/js/e2ee/identity.js";
import { Api } from "../../../static/js/lib/visitor/api.js";
import { fetchTeam } from "../../../static/js/lib/visitor/opening.js";
import { openConversation } from "../../../static/js/lib/visitor/opening.js";
import { TabShare } from "../../../static/js/lib/visitor/tab-share.js";
import { BEGIN } from "../../../static/js/lib/visitor/talk-state.js";
import { told } from "../../../static/js/lib/visitor/talk-state.js";
import { FakeServer } from "./fake-server.js";
import { FakeStorage } from "./fake-server.js";
import { FakeClock } from "./fakes.js";
import { settled } from "./fakes.js";

const clock = { now: () => Date.now() };

async function makeApi() {
  const server = await new FakeServer().open();
  const beacons = [];
  const api = new Api({
    base: "/chat/api/",
    fetch: server.fetch,
    beacon: (url) => beacons.push(url),
  });
  return { api, beacons, server };
}

async function failing(promise) {
  return promise.then(
    () => "no failure",
    (error) => error.why ?? error.code,
  );
}

test("a conversation is opened with a key that the team can open and nobody is told", async () => {
  const { api, server } = await makeApi();
  const { kc, conv } = await openConversation(api, clock);
  const [, opening] = server.asked.find(([path]) => path === "start/");
  assert.deepEqual(Object.keys(opening).sort(), ["conv", "suite", "team", "ver", "wrap"]);
  const team = { ...server.pair, suite: 1, team: await teamId("chat"), ver: 1 };
  assert.deepEqual(await openSealed(team, conv, fromBase64url(opening.wrap)), kc);
  assert.ok(!JSON.stringify(server.asked).includes(toBase64url(kc)));
});

test("a key that changed meanwhile is fetched again, not for ever", async () => {
  const { api, server } = await makeApi();
  server.startAnswers = [[409, { code: "team_key" }]];
  await openConversation(api, clock);
  assert.equal(server.asked.filter(([path]) => path === "team/").length, 2);
  server.startAnswers = Array(9).fill([409, { code: "team_key" }]);
  assert.equal(await failing(openConversation(api, clock)), "failed");
});

test("a conversation that runs on another page is told, not tried again", async () => {
  const { api, server } = await makeApi();
  server.startAnswers = [[409, { code: "elsewhere" }]];
  assert.equal(await failing(openConversation(api, clock)), "elsewhere");
  assert.equal(server.asked.filter(([path]) => path === "start/").length, 1);
});

test("a server with too much to do at once is not a closed desk", async () => {
  const { api, server } = await makeApi();
  server.startAnswers = [[503, { code: "later" }]];
  assert.equal(await failing(openConversation(api, clock)), "later");
  assert.equal(server.asked.filter(([path]) => path === "start/").length, 1);
});

test("a closed desk, a lost network and a broken server are told apart", async () => {
  const { api, server } = await makeApi();
  server.startAnswers = [[500]];
  assert.equal(await failing(openConversation(api, clock)), "failed");
  server.closed = true;
  assert.equal(await failing(openConversation(api, clock)), "closed");
  server.down = true;
  assert.equal(await failing(openConversation(api, clock)), "offline");
});

test("a clock that is days off is noticed, one that is minutes off is not", async () => {
  const { api, server } = await makeApi();
  assert.equal((await fetchTeam(api, clock)).clockIsWrong, false);
  server.date = new Date(Date.now() + 10 * 60_000).toUTCString();
  assert.equal((await fetchTeam(api, clock)).clockIsWrong, false);
  server.date = new Date(Date.now() - 3 * 86_400_000).toUTCString();
  assert.equal((await fetchTeam(api, clock)).clockIsWrong, true);
});

async function makeShare() {
  const { api, server } = await makeApi();
  const storage = new FakeStorage();
  const opened = await openConversation(api, clock);
  const waiting = new FakeClock();
  return {
    ...opened,
    server,
    storage,
    waiting,
    share: new TabShare({ api, storage, clock: waiting }),
  };
}

test("both halves together are the key, neither alone holds it", async () => {
  const { conv, kc, server, share, storage } = await makeShare();
  await share.keep(kc, conv);
  const stored = storage.getItem("s");
  assert.deepEqual(Object.keys(JSON.parse(stored)).sort(), ["a", "c", "id", "v"]);
  const whole = toBase64url(kc);
  assert.ok(!stored.includes(whole));
  assert.ok(![...server.shares.values()].includes(whole));
  assert.deepEqual(await share.join(), { kc, conv });
});

test("every keeping draws new halves under a new id", async () => {
  const { conv, kc, share, storage } = await makeShare();
  await share.keep(kc, conv);
  const first = JSON.parse(storage.getItem("s"));
  await share.keep(kc, conv);
  const second = JSON.parse(storage.getItem("s"));
  assert.notEqual(first.id, second.id);
  assert.notEqual(first.a, second.a);
});

test("a half that the server lost, or that belongs to another, joins to nothing", async () => {
  const { conv, kc, server, share, storage } = await makeShare();
  assert.equal(await share.join(), "gone");
  await share.keep(kc, conv);
  const [id] = server.shares.keys();
  server.shares.set(id, toBase64url(new Uint8Array(32)));
  assert.equal(await share.join(), "gone");
  server.shares.clear();
  assert.equal(await share.join(), "gone");
  server.down = true;
  assert.equal(await share.join(), "offline");
  storage.setItem("s", "{not json");
  assert.equal(share.id, null);
});

test("a half the server did not take is not stored, nor one after the key was wiped", async () => {
  const { conv, kc, server, share, storage, waiting } = await makeShare();
  server.down = true;
  const first = share.keep(kc, conv);
  await settled();
  assert.deepEqual([storage.size, waiting.waits.length], [0, 1]);
  server.down = false;
  const keeping = share.keep(kc, conv);
  kc.fill(0);
  await keeping;
  waiting.pass(60_000);
  await first;
  assert.equal(storage.size, 0);
});

function after(...steps) {
  return steps.reduce((state, [name, facts]) => told(state, name, facts), BEGIN);
}

test("a visitor waits, is read, is talked to", () => {
  assert.deepEqual(after(["place", { ahead: 2 }]).ahead, 2);
  assert.equal(after(["claimed"]).phase, "claimed");
  const talking = after(["claimed"], ["control:joined", { n: "Ana" }]);
  assert.deepEqual([talking.phase, talking.name], ["talking", "Ana"]);
});

test("a name is told by the counsellor alone, and goes with the counsellor", () => {
  assert.equal(after(["claimed", { n: "server" }]).name, null);
  const returned = after(["claimed"], ["control:joined", { n: "Ana" }], ["returned"]);
  assert.deepEqual([returned.phase, returned.name], ["returned", null]);
});

test("whoever writes on takes the proposal to end back", () => {
  const talking = [["claimed"], ["control:joined", { n: "Ana" }], ["end_proposed"]];
  assert.equal(after(...talking).endProposed, true);
  assert.equal(after(...talking, ["wrote"]).endProposed, false);
});

test("what is over stays over", () => {
  for (const end of ["ended", "left"]) {
    assert.equal(after([end], ["control:joined", { n: "Ana" }]).phase, "over");
  }
});
