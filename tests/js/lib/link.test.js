import assert from "node:assert/strict";
import { test } from "node:test";
import { Link } from "../../../static/js/lib/link.js";
import { FakeClock } from "./fakes.js";
import { FakePage } from "./fakes.js";
import { FakeSocket } from "./fakes.js";

function makeLink({ at = [["c1", 3]] } = {}) {
  const made = {
    clock: new FakeClock(),
    page: new FakePage(),
    sockets: [],
    states: [],
    frames: [],
  };
  made.link = new Link({
    url: "ws://test/ws/chat/",
    at: () => at,
    open: () => {
      made.sockets.push(new FakeSocket());
      return made.sockets.at(-1);
    },
    poll: () => {
      made.sockets.push(Object.assign(new FakeSocket(), { polled: true }));
      return made.sockets.at(-1);
    },
    clock: made.clock,
    page: made.page,
  });
  made.link.addEventListener("state", ({ detail }) => made.states.push(detail));
  made.link.addEventListener("frame", ({ detail }) => made.frames.push(detail));
  made.join = () => {
    made.sockets.at(-1).opens();
    made.sockets.at(-1).hears({ type: "ready", v: 1, beat: 20, heads: [] });
  };
  made.link.start();
  return made;
}

test("a link says hello with its cursors and is open after ready", () => {
  const { link, sockets, states, join } = makeLink();
  assert.equal(link.state, "connecting");
  join();
  assert.deepEqual(sockets[0].sent, [{ type: "hello", v: 1, at: [["c1", 3]] }]);
  assert.deepEqual(
    states.map(({ state }) => state),
    ["connecting", "open"],
  );
});

test("nothing is sent before ready", () => {
  const { link, sockets } = makeLink();
  sockets[0].opens();
  assert.equal(link.send({ type: "typing" }), false);
  assert.equal(sockets[0].sent.length, 1);
});

test("a beat is answered while it is being heard", () => {
  const { sockets, join } = makeLink();
  join();
  sockets[0].hears({ type: "beat", heads: [] });
  assert.deepEqual(sockets[0].sent.at(-1), { type: "beat", at: [["c1", 3]] });
});

test("the wait between attempts doubles from half a second to half a minute and never ends", () => {
  const { clock, sockets, states } = makeLink();
  const waits = [];
  for (let i = 0; i < 12; i += 1) {
    sockets.at(-1).ends();
    waits.push(states.at(-1).in_ms);
    clock.pass(states.at(-1).in_ms);
  }
  assert.deepEqual(waits.slice(0, 8), [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  assert.equal(sockets.length, 13);
});

test("the jitter is full: luck decides between nothing and the whole wait", () => {
  const { clock, sockets, states } = makeLink();
  clock.luck = 0.25;
  sockets[0].ends();
  assert.equal(states.at(-1).in_ms, 125);
});

test("a minute of good connection forgets the earlier failures, less does not", () => {
  const { clock, sockets, states, join } = makeLink();
  for (let i = 0; i < 5; i += 1) {
    sockets.at(-1).ends();
    clock.pass(states.at(-1).in_ms);
  }
  join();
  clock.sleep(30_000);
  sockets.at(-1).ends();
  assert.equal(states.at(-1).in_ms, 16_000);
  clock.pass(16_000);
  join();
  clock.sleep(60_000);
  sockets.at(-1).ends();
  assert.equal(states.at(-1).in_ms, 500);
});

test("a network that returns or a page that is seen again does not wait", () => {
  for (const wake of [
    (page) => page.dispatchEvent(new Event("online")),
    (page) => page.document.dispatchEvent(new Event("visibilitychange")),
  ]) {
    const { link, page, sockets } = makeLink();
    sockets[0].ends();
    assert.equal(link.state, "waiting");
    wake(page);
    assert.equal(sockets.length, 2);
  }
});

test("a page that is hidden wakes nothing", () => {
  const { page, sockets } = makeLink();
  sockets[0].ends();
  page.document.visibilityState = "hidden";
  page.document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(sockets.length, 1);
});

test("after a sleep the dead socket is dropped, a fresh one is kept", () => {
  const { clock, page, sockets, join } = makeLink();
  join();
  clock.sleep(29_000);
  page.document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(sockets.length, 1);
  clock.sleep(2_000);
  page.document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(sockets.length, 2);
  assert.equal(sockets[0].closed, true);
});

test("a line that went silent is begun again, also without a close", () => {
  const { clock, sockets, join } = makeLink();
  join();
  clock.pass(40_000);
  sockets[0].hears({ type: "beat", heads: [] });
  clock.pass(40_000);
  assert.equal(sockets.length, 1);
  clock.pass(10_500);
  assert.equal(sockets.length, 2);
});

test("writers whom a slow server keeps waiting do not all come back at once", () => {
  const { clock, link, sockets, states, join } = makeLink();
  const waits = [];
  for (let i = 0; i < 4; i += 1) {
    join();
    clock.pass(10_000);
    link.drop();
    waits.push(states[states.length - 1].in_ms);
    assert.equal(link.state, "waiting");
    clock.pass(waits[i]);
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000]);
  assert.equal(sockets.length, 5);
});

test("a handshake that hangs counts as lost", () => {
  const { clock, link } = makeLink();
  clock.pass(15_000);
  assert.equal(link.state, "waiting");
});

test("an old socket that still speaks is not heard", () => {
  const { clock, frames, page, sockets, join } = makeLink();
  join();
  clock.sleep(40_000);
  page.document.dispatchEvent(new Event("visibilitychange"));
  const before = frames.length;
  sockets[0].hears({ type: "typing" });
  assert.equal(frames.length, before);
});

test("a line that speaks but never gets ready counts as lost too", () => {
  const { clock, link, sockets } = makeLink();
  sockets[0].opens();
  sockets[0].hears({ type: "beat", heads: [] });
  clock.pass(15_000);
  assert.equal(link.state, "waiting");
  clock.pass(500);
  assert.equal(sockets.length, 2);
});
