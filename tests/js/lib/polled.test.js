import assert from "node:assert/strict";
import { test } from "node:test";
import { Polled } from "../../../static/js/lib/polled.js";
import { READY } from "./fake-polls.js";
import { joined } from "./fake-polls.js";
import { poll } from "./fake-polls.js";
import { say } from "./fake-polls.js";
import { settled } from "./fakes.js";

const hello = (at) => ({ type: "hello", v: 1, at });
const typing = { type: "typing", c: "c1", on: true };
const letter = (env) => ({ type: "send", c: "c1", env });

test("a line of polls opens by itself and asks at once, without waiting", async () => {
  const { polls, heard } = await poll();
  const [{ url, body, rest }] = polls.asked;
  assert.equal(url, "http://test/poll/chat/");
  assert.deepEqual(body, { frames: [hello([["c1", 3]])], wait: 0, known: [] });
  assert.equal(rest.method, "POST");
  assert.equal(rest.credentials, "same-origin");
  assert.equal(rest.cache, "no-store");
  polls.asked[0].answer([READY]);
  await settled();
  assert.deepEqual(heard, [READY]);
});

test("every answer is followed by a poll that waits, with the newest cursors", async () => {
  const { polls, cursors, heard, clock } = await joined();
  assert.deepEqual(polls.asked[1].body, { frames: [hello([["c1", 3]])], wait: 25, known: [] });
  clock.pass(5000);
  const events = { type: "events", c: "c1", prev: 3, items: [{ n: 4 }] };
  cursors.at = [["c1", 4]];
  polls.asked[1].answer([READY, events]);
  await settled();
  assert.deepEqual(heard, [READY, events]);
  assert.deepEqual(polls.asked[2].body.frames, [hello([["c1", 4]])]);
  assert.equal(polls.open.length, 1);
});

test("some quick answers are asked on at once, many are asked slowly", async () => {
  const { polls, clock } = await joined();
  for (let i = 1; i < Polled.QUICK; i += 1) {
    polls.asked[i].answer([READY, typing]);
    await settled();
    assert.equal(polls.asked.length, i + 2);
  }
  for (let i = Polled.QUICK; i < Polled.QUICK + 3; i += 1) {
    polls.asked[i].answer([READY, typing]);
    await settled();
    assert.equal(polls.asked.length, i + 1);
    clock.pass(Polled.PAUSE_MS);
    await settled();
    assert.equal(polls.asked.length, i + 2);
  }
});

test("what is said goes out at once, beside the poll that waits, with its own cursor", async () => {
  const { line, polls, heard } = await joined({
    at: [
      ["c1", 3],
      ["c2", 7],
    ],
  });
  say(line, letter("a"));
  assert.deepEqual(polls.asked[2].body, {
    frames: [hello([["c1", 3]]), letter("a")],
    wait: 0,
    known: [],
  });
  const ack = { type: "ack", c: "c1", stream: "s", ctr: 0, n: 4 };
  polls.asked[2].answer([READY, ack]);
  await settled();
  assert.deepEqual(heard.at(-1), ack);
  assert.deepEqual(polls.open, [polls.asked[1]]);
});

test("what is said meanwhile goes in order, with one message at most per request", async () => {
  const { line, polls } = await joined();
  say(line, letter("a"));
  for (const frame of [typing, letter("b"), letter("c"), typing]) say(line, frame);
  const told = [];
  for (let i = 2; i < polls.asked.length; i += 1) {
    told.push(polls.asked[i].body.frames.slice(1));
    polls.asked[i].answer([READY]);
    await settled();
  }
  assert.deepEqual(told, [[letter("a")], [typing, letter("b")], [letter("c")], [typing]]);
});

test("a beat every twenty seconds: heard as from a socket, answered with the next poll", async () => {
  const { line, polls, clock, heard } = await joined();
  line.onmessage = ({ data }) => {
    heard.push(JSON.parse(data));
    if (heard.at(-1).type === "beat") say(line, { type: "beat", at: [] });
  };
  for (let i = 1; i < 4; i += 1) {
    clock.pass(12_000);
    polls.asked[i].answer([READY]);
    await settled();
  }
  const beats = heard.filter(({ type }) => type === "beat");
  assert.deepEqual(beats, [{ type: "beat", heads: [], build: "b" }]);
  const at = [["c1", 3]];
  assert.deepEqual(polls.asked[3].body.frames, [hello(at), { type: "beat", at }]);
  assert.deepEqual(polls.asked[4].body.frames, [hello(at)]);
});

test("what is followed from now on makes the waiting poll begin anew", async () => {
  const { line, polls, clock, cursors, ended } = await joined();
  cursors.at = [
    ["c1", 3],
    ["c2", 0],
  ];
  clock.pass(1000);
  say(line, { type: "follow", c: "c2", n: 0 });
  await settled();
  assert.equal(polls.asked[1].signal.aborted, true);
  const beat = { type: "beat", at: cursors.at };
  assert.deepEqual(polls.asked[2].body.frames, [hello(cursors.at), beat]);
  assert.deepEqual(ended, []);
});

test("the server is told which states the page knows, of what it follows", async () => {
  const { polls, clock, cursors } = await joined();
  const place = (c, ahead) => ({ type: "place", c, ahead });
  const here = { type: "presence", c: "c1", here: false, away_s: 5 };
  clock.pass(1000);
  polls.asked[1].answer([READY, place("c1", 3), place("c1", 2), place("c9", 8), here]);
  await settled();
  assert.deepEqual(polls.asked[2].body.known, [
    ["place", "c1", 2],
    ["presence", "c1", false],
  ]);
  cursors.at = [];
  clock.pass(1000);
  polls.asked[2].answer([READY]);
  await settled();
  assert.deepEqual(polls.asked[3].body.known, []);
});

test("a line that the server closes ends with its code, after the last word", async () => {
  const { polls, heard, ended } = await joined();
  const bye = { type: "bye", code: "session", after_ms: 0 };
  polls.asked[1].answer([bye], { closed: 4401 });
  await settled();
  assert.deepEqual(heard.at(-1), bye);
  assert.deepEqual(ended, [4401]);
  assert.equal(polls.asked.length, 2);
});

test("whatever a network answers instead is a lost line", async () => {
  const odd = [
    [(request) => request.fail(new TypeError("no network")), 1006],
    [(request) => request.answer([], {}, 502), 1006],
    [(request) => request.answer([], {}, 403), 1006],
    [(request) => request.answer([], {}, 503), 1013],
    [(request) => request.answer([], {}, 400), 4400],
    [(request) => request.answer([], {}, 413), 4413],
    [(request) => request.answer(undefined), 1006],
    [(request) => request.resolve({ status: 200, json: async () => null }), 1006],
    [(request) => request.resolve({ status: 200, json: () => Promise.reject(Error()) }), 1006],
  ];
  for (const [happens, code] of odd) {
    const { line, polls, ended } = await joined();
    say(line, typing);
    happens(polls.asked[1]);
    await settled();
    assert.deepEqual(ended, [code]);
    assert.equal(polls.open.length, 0);
  }
});

test("who closes a line hears nothing of it any more", async () => {
  const { line, polls, heard, ended, clock } = await joined();
  say(line, letter("a"));
  const before = heard.length;
  line.close();
  await settled();
  clock.pass(600_000);
  await settled();
  assert.equal(polls.open.length, 0);
  assert.equal(polls.asked.length, 3);
  assert.deepEqual([heard.length, ended], [before, []]);
});

test("a page that closes the line while it reads an answer is told no more of it", async () => {
  const { line, polls, heard } = await joined();
  line.onmessage = ({ data }) => {
    heard.push(JSON.parse(data));
    line.close();
  };
  polls.asked[1].answer([typing, typing]);
  await settled();
  assert.equal(heard.filter(({ type }) => type === "typing").length, 1);
});
