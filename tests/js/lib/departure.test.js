import assert from "node:assert/strict";
import { test } from "node:test";
import { Departure } from "../../../static/js/lib/visitor/departure.js";

function makeDeparture({ lives = true, isLeaving = false, unsent = [] } = {}) {
  const done = [];
  const note = (word) => () => done.push(word);
  const session = {
    lives,
    isLeaving,
    talk: { unsent },
    end: async () => done.push("end"),
    leave: async () => done.push("leave"),
    wipe: () => {
      session.lives = false;
      session.talk = null;
      done.push("wipe");
    },
  };
  const api = { tellLeft: note("tell left"), tellHidden: note("tell hidden") };
  const share = { clear: note("clear") };
  const emptied = (screen) => done.push(`empty to ${screen}`);
  const cleared = note("cleared");
  return { done, departure: new Departure({ api, session, share, cleared, emptied }) };
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
  assert.deepEqual(done, ["wipe", "cleared", "clear", "tell left", "emptied"]);
});

test("a page that is put away tells so only while it has a conversation", () => {
  const living = makeDeparture();
  living.departure.hidden();
  assert.deepEqual(living.done, ["tell hidden", "wipe", "cleared"]);
  const idle = makeDeparture({ lives: false });
  idle.departure.hidden();
  assert.deepEqual(idle.done, ["wipe", "cleared"]);
});

test("a page that closes while the server does not know of the end tells it then", async () => {
  const left = makeDeparture({ lives: false, isLeaving: true });
  left.departure.hidden();
  assert.equal(left.done[0], "tell left");
  const stopping = makeDeparture();
  const finished = stopping.departure.finish();
  stopping.departure.hidden();
  await finished;
  assert.deepEqual(stopping.done, ["end", "tell left", "wipe", "cleared"]);
});

function asked(departure) {
  const event = new Event("beforeunload", { cancelable: true });
  departure.asked(event);
  return event.defaultPrevented;
}

test("only what is not sent yet holds a page, and not who stops or left quickly", () => {
  assert.equal(asked(makeDeparture().departure), false);
  const { departure } = makeDeparture({ unsent: [{}] });
  assert.equal(asked(departure), true);
  departure.fled();
  assert.equal(asked(departure), false);
  const stopping = makeDeparture({ unsent: [{}] }).departure;
  stopping.finish();
  assert.equal(asked(stopping), false);
});

test("what has already ended is not left twice", async () => {
  const { departure, done } = makeDeparture({ lives: false });
  await departure.leave();
  assert.deepEqual(done, []);
});
