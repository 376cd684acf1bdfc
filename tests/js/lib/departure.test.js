import assert from "node:assert/strict";
import { test } from "node:test";
import { Departure } from "../../../static/js/lib/visitor/departure.js";

function makeDeparture({ lives = true } = {}) {
  const done = [];
  const note = (word) => () => done.push(word);
  const session = {
    lives,
    end: async () => done.push("end"),
    leave: async () => done.push("leave"),
    wipe: () => {
      session.lives = false;
      done.push("wipe");
    },
  };
  const api = { tellLeft: note("tell left"), tellHidden: note("tell hidden") };
  const share = { clear: note("clear") };
  const emptied = (screen) => done.push(`empty to ${screen}`);
  return { done, departure: new Departure({ api, session, share, emptied }) };
}

test("who stops tells the other side, sees an empty page, and leaves", async () => {
  const { departure, done } = makeDeparture();
  await departure.finish();
  assert.deepEqual(done, ["end", "empty to ended", "leave"]);
});

test("a conversation that is gone takes its share along", () => {
  for (const why of ["session", "not_yours", "ended"]) {
    const { departure, done } = makeDeparture();
    departure.stopped(why);
    assert.deepEqual(done.slice(0, 2), ["wipe", "clear"], why);
  }
});

test("a tab that was overtaken or broken keeps its share for a new try", () => {
  for (const [why, screen] of [
    ["superseded", "elsewhere"],
    ["shape", "broken"],
  ]) {
    const { departure, done } = makeDeparture();
    departure.stopped(why);
    assert.deepEqual(done, ["wipe", `empty to ${screen}`]);
  }
});

test("a sheet that stayed blank too long forgets everything before it tells", () => {
  const { departure, done } = makeDeparture();
  departure.vanish({ replaceChildren: () => done.push("emptied") });
  assert.deepEqual(done, ["wipe", "clear", "tell left", "emptied"]);
});

test("a page that is put away tells so only while it has a conversation", () => {
  const living = makeDeparture();
  living.departure.hidden();
  assert.deepEqual(living.done, ["tell hidden", "wipe"]);
  const idle = makeDeparture({ lives: false });
  idle.departure.hidden();
  assert.deepEqual(idle.done, ["wipe"]);
});

test("what has already ended is not left twice", async () => {
  const { departure, done } = makeDeparture({ lives: false });
  await departure.leave();
  assert.deepEqual(done, []);
});
