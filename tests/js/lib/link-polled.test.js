import assert from "node:assert/strict";
import { test } from "node:test";
import { Link } from "../../../static/js/lib/link.js";
import { Ways } from "../../../static/js/lib/ways.js";
import { FakeClock } from "./fakes.js";
import { FakePage } from "./fakes.js";
import { FakeSocket } from "./fakes.js";

const READY = { type: "ready", v: 1, heads: [] };

/* A link whose every line is kept, sockets and polls apart. */
function makeLink() {
  const made = { clock: new FakeClock(), page: new FakePage(), lines: [], states: [] };
  const open = (polled) => {
    made.lines.push(Object.assign(new FakeSocket(), { polled }));
    return made.lines.at(-1);
  };
  made.cursors = [["c1", 3]];
  made.link = new Link({
    url: "ws://test/ws/chat/",
    at: () => made.cursors,
    open: () => open(false),
    poll: () => open(true),
    clock: made.clock,
    page: made.page,
  });
  made.link.addEventListener("state", ({ detail }) => made.states.push(detail));
  made.readies = 0;
  made.link.addEventListener("ready", () => {
    made.readies += 1;
  });
  made.again = () => made.clock.pass(made.states.at(-1).in_ms);
  made.fails = (code) => {
    made.lines.at(-1).ends(code);
    made.again();
  };
  made.joins = (line = made.lines.at(-1)) => {
    line.opens();
    line.hears(READY);
    return line;
  };
  made.link.start();
  return made;
}

function polling() {
  const made = makeLink();
  made.fails();
  made.fails();
  made.polls = made.joins();
  assert.equal(made.polls.polled, true);
  return made;
}

const kinds = (lines) => lines.map(({ polled }) => (polled ? "polls" : "socket"));

test("after two sockets that were refused without a word it polls", () => {
  const { link, polls } = polling();
  assert.equal(link.state, "open");
  assert.equal(link.send({ type: "typing" }), true);
  assert.deepEqual(
    polls.sent.map(({ type }) => type),
    ["hello", "typing"],
  );
});

test("a handshake that hangs counts as refused", () => {
  const made = makeLink();
  for (let i = 0; i < 2; i += 1) {
    made.clock.pass(Link.READY_MS);
    made.again();
  }
  assert.deepEqual(kinds(made.lines), ["socket", "socket", "polls"]);
});

test("a socket that said a word was not refused", () => {
  const made = makeLink();
  for (let i = 0; i < 5; i += 1) {
    made.lines.at(-1).opens();
    made.lines.at(-1).hears({ type: "bye", code: "later", after_ms: 0 });
    made.fails(1013);
  }
  assert.deepEqual(new Set(kinds(made.lines)), new Set(["socket"]));
});

test("one refused handshake between good ones is no reason to poll", () => {
  const made = makeLink();
  for (let i = 0; i < 3; i += 1) {
    made.fails();
    made.joins();
    made.fails();
  }
  assert.deepEqual(new Set(kinds(made.lines)), new Set(["socket"]));
});

test("without any network both are tried in turn, and a socket is taken when it comes", () => {
  const made = makeLink();
  for (let i = 0; i < 5; i += 1) made.fails();
  assert.deepEqual(kinds(made.lines), ["socket", "socket", "polls", "socket", "polls", "socket"]);
  made.joins();
  made.fails();
  assert.equal(made.lines.at(-1).polled, false);
});

test("a line of polls that is lost begins again as polls", () => {
  const made = polling();
  made.fails();
  assert.equal(made.lines.at(-1).polled, true);
});

test("a socket that gets through takes over, told how far we are, and nobody sees it", () => {
  const made = polling();
  made.cursors = [["c1", 9]];
  made.clock.pass(Ways.SOON_MS);
  const socket = made.lines.at(-1);
  assert.equal(socket.polled, false);
  assert.equal(made.polls.closed, false);
  const shown = made.states.length;
  made.joins(socket);
  assert.deepEqual(socket.sent, [{ type: "hello", v: 1, at: [["c1", 9]] }]);
  assert.equal(made.polls.closed, true);
  assert.deepEqual(made.states.slice(shown), [{ state: "open" }]);
  assert.equal(made.readies, 2);
  made.link.send({ type: "typing" });
  assert.equal(socket.sent.at(-1).type, "typing");
  made.fails();
  assert.equal(made.lines.at(-1).polled, false);
});

test("a socket that is still refused disturbs nothing and is tried again every five minutes", () => {
  for (const refuses of [
    ({ lines }) => lines.at(-1).ends(),
    ({ clock }) => clock.pass(Ways.PATIENCE_MS),
    ({ lines }) => lines.at(-1).hears({ type: "bye", code: "later" }),
  ]) {
    const made = polling();
    made.clock.pass(Ways.SOON_MS);
    refuses(made);
    assert.equal(made.lines.at(-1).closed, true);
    assert.equal(made.link.state, "open");
    const before = made.lines.length;
    for (let minute = 0; minute < 5; minute += 1) {
      assert.equal(made.lines.length, before);
      for (let beat = 0; beat < 3; beat += 1) {
        made.clock.pass(20_000);
        made.polls.hears({ type: "beat", heads: [] });
      }
    }
    assert.equal(made.lines.length, before + 1);
    made.joins();
    assert.equal(made.polls.closed, true);
  }
});

test("a link that is stopped looks for no socket any more", () => {
  const made = polling();
  made.clock.pass(Ways.SOON_MS);
  const scout = made.lines.at(-1);
  made.link.stop();
  assert.deepEqual([made.polls.closed, scout.closed], [true, true]);
  const before = made.lines.length;
  made.joins(scout);
  made.clock.pass(600_000);
  assert.equal(made.lines.length, before);
  assert.equal(made.link.state, "stopped");
});
