import assert from "node:assert/strict";
import { test } from "node:test";
import { ShiftThrice } from "../../../static/js/lib/shift-thrice.js";

const SHIFT = { key: "Shift", shiftKey: false };
const CAPITAL = { key: "A", shiftKey: true };
const LETTER = { key: "a", shiftKey: false };

function listen() {
  const told = [];
  const timers = new Map();
  let last = 0;
  const clock = {
    setTimeout(call, after) {
      last += 1;
      timers.set(last, { call, after });
      return last;
    },
    clearTimeout: (id) => timers.delete(id),
  };
  const shift = new ShiftThrice({
    clock,
    counted: (count) => told.push(count),
    expired: () => told.push("expired"),
    done: () => told.push("done"),
  });
  const press = (...keys) => {
    for (const key of keys) {
      shift.released(key);
    }
  };
  return { told, timers, shift, press };
}

test("three times Shift alone leaves", () => {
  const { told, press } = listen();
  press(SHIFT, SHIFT, SHIFT);
  assert.deepEqual(told, [1, 2, "done"]);
});

test("two times is not enough", () => {
  const { told, press } = listen();
  press(SHIFT, SHIFT);
  assert.deepEqual(told, [1, 2]);
});

test("Shift that made a capital does not count", () => {
  const { told, press } = listen();
  press(CAPITAL, SHIFT, CAPITAL, SHIFT, CAPITAL, SHIFT);
  assert.deepEqual(told, []);
});

test("capitals typed fast are not announced, whichever key is let go first", () => {
  const { told, press, shift } = listen();
  for (const order of [
    [CAPITAL, SHIFT],
    [SHIFT, LETTER],
  ]) {
    shift.pressed({ key: "Shift" });
    shift.pressed({ key: "A" });
    press(...order);
  }
  assert.deepEqual(told, []);
  shift.pressed({ key: "Shift" });
  press(SHIFT);
  shift.pressed({ key: "b" });
  assert.deepEqual(told, [1, "expired"]);
});

test("Shift beside another key of its kind does not count", () => {
  const { told, press, shift } = listen();
  shift.pressed({ key: "Shift", altKey: true });
  press(SHIFT);
  assert.deepEqual(told, []);
});

test("Shift let go before its letter is undone by that letter", () => {
  const { told, press } = listen();
  press(SHIFT, LETTER, SHIFT, LETTER, SHIFT, LETTER);
  assert.deepEqual(told, [1, "expired", 1, "expired", 1, "expired"]);
});

test("another key in between starts over", () => {
  const { told, press } = listen();
  press(SHIFT, SHIFT, LETTER, SHIFT);
  assert.deepEqual(told, [1, 2, "expired", 1]);
});

test("typing without Shift says nothing", () => {
  const { told, press } = listen();
  press(LETTER, LETTER);
  assert.deepEqual(told, []);
});

test("every press has five seconds of its own, and one timer runs at a time", () => {
  const { timers, press } = listen();
  press(SHIFT, SHIFT);
  assert.deepEqual(
    [...timers.values()].map(({ after }) => after),
    [5000],
  );
});

test("too slow starts over and says so", () => {
  const { told, timers, press } = listen();
  press(SHIFT, SHIFT);
  [...timers.values()][0].call();
  press(SHIFT);
  assert.deepEqual(told, [1, 2, "expired", 1]);
});

test("after leaving nothing is left to run", () => {
  const { timers, press } = listen();
  press(SHIFT, SHIFT, SHIFT);
  assert.equal(timers.size, 0);
});

test("a reset forgets the count", () => {
  const { told, shift, press } = listen();
  press(SHIFT, SHIFT);
  shift.reset();
  press(SHIFT);
  assert.deepEqual(told, [1, 2, 1]);
});
