import assert from "node:assert/strict";
import { test } from "node:test";
import { Link } from "../../../static/js/lib/link.js";
import { FakeClock } from "./fakes.js";
import { FakePage } from "./fakes.js";
import { FakeSocket } from "./fakes.js";

function afterClose(code, bye) {
  const clock = new FakeClock();
  const sockets = [];
  const states = [];
  const open = () => sockets[sockets.push(new FakeSocket()) - 1];
  const page = new FakePage();
  const link = new Link({ url: "", at: () => [], open, clock, page });
  link.addEventListener("state", ({ detail }) => states.push(detail));
  link.start();
  const again = () => {
    sockets.at(-1).opens();
    sockets.at(-1).hears({ type: "ready", v: 1, heads: [] });
    if (bye) sockets.at(-1).hears({ type: "bye", ...bye });
    sockets.at(-1).ends(code);
    return states.at(-1);
  };
  return { clock, link, page, sockets, again, last: again() };
}

test("a restart is awaited as long as the server asked", () => {
  const { last } = afterClose(1012, { code: "restart", after_ms: 3210 });
  assert.deepEqual(last, { state: "waiting", in_ms: 3210, word: "restart" });
});

test("a server that wants to be left alone gets at least that time", () => {
  const { last } = afterClose(1013, { code: "later", after_ms: 9000 });
  assert.equal(last.in_ms, 9000);
});

test("a session that is gone and a superseded tab stop for good", () => {
  for (const [code, word] of [
    [4401, "session"],
    [4409, "superseded"],
  ]) {
    const { clock, page, sockets, last } = afterClose(code);
    assert.deepEqual(last, { state: "stopped", word });
    page.dispatchEvent(new Event("online"));
    clock.pass(600_000);
    assert.equal(sockets.length, 1);
  }
});

test("a frame of the wrong shape or size is forgiven once", () => {
  for (const [code, word] of [
    [4400, "shape"],
    [4413, "size"],
    [1009, "size"],
  ]) {
    const { clock, again, last } = afterClose(code);
    assert.equal(last.state, "waiting");
    clock.pass(last.in_ms);
    assert.deepEqual(again(), { state: "stopped", word });
  }
});

test("too many frames cost half a minute that nothing shortens", () => {
  const { link, page, sockets, last } = afterClose(4429);
  assert.equal(last.in_ms, 30_000);
  link.retry();
  page.dispatchEvent(new Event("online"));
  assert.equal(sockets.length, 1);
});

test("silence and unknown codes are an ordinary loss", () => {
  for (const code of [4408, 1006, 1001, 4999]) {
    assert.equal(afterClose(code).last.state, "waiting");
  }
});

test("a link that is stopped stays stopped", () => {
  const { clock, link, sockets } = afterClose(1006);
  link.stop();
  clock.pass(600_000);
  assert.equal(link.state, "stopped");
  assert.equal(sockets.length, 1);
});
