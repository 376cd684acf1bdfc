import assert from "node:assert/strict";
import { test } from "node:test";

import { Chime } from "../../../static/js/console/chime.js";
import { passed } from "../../../static/js/console/duration.js";
import { roughly } from "../../../static/js/console/duration.js";
import { Notice } from "../../../static/js/console/notice.js";
import { Numbers } from "../../../static/js/console/numbers.js";
import { actionOf } from "../../../static/js/console/shortcuts.js";

test("a time is told in the largest words that fit", () => {
  assert.deepEqual(passed(20_000), ["seconds", { s: 20 }]);
  assert.deepEqual(passed(372_000), ["minutes", { m: 6, s: 12 }]);
  assert.deepEqual(passed(3_900_000), ["hours", { h: 1, m: 5 }]);
  assert.deepEqual(roughly(372_000), ["minutes_only", { m: 6 }]);
  assert.deepEqual(passed(-5), ["seconds", { s: 0 }]);
});

test("a number stays with its conversation and is given out again afterwards", () => {
  const numbers = new Numbers();
  assert.equal(numbers.of("a"), 1);
  assert.equal(numbers.of("b"), 2);
  numbers.keepOnly(["b"]);
  assert.equal(numbers.of("b"), 2);
  assert.equal(numbers.of("c"), 1);
  assert.equal(numbers.at(2), "b");
  assert.equal(numbers.at(3), null);
});

const press = (code, more = {}) => actionOf({ code, altKey: true, ...more });

test("keys act only with Alt, and never as part of another combination", () => {
  assert.deepEqual(press("Digit3"), { name: "open", number: 3 });
  assert.deepEqual(press("KeyN"), { name: "take" });
  assert.equal(press("Digit3", { altKey: false }), null);
  assert.equal(press("KeyN", { ctrlKey: true }), null);
  assert.equal(press("KeyN", { isComposing: true }), null);
  assert.equal(press("Digit0"), null);
});

const at = (field) => ({ matches: () => field });
const onMac = (code, key, field = true) =>
  actionOf({ code, key, altKey: true, target: at(field) }, { mac: true });

test("on a Mac what Alt writes in a text field is written", () => {
  for (const [code, key] of [
    ["KeyL", "ł"],
    ["KeyL", "@"],
    ["KeyN", "ń"],
    ["Digit2", "€"],
    ["Digit5", "["],
  ]) {
    assert.equal(onMac(code, key), null, key);
    assert.notEqual(onMac(code, key, false), null, key);
  }
  assert.deepEqual(onMac("KeyL", "¬"), { name: "lock" });
  assert.deepEqual(onMac("KeyJ", "∆"), { name: "next" });
  assert.deepEqual(onMac("KeyN", "Dead"), { name: "take" });
  assert.deepEqual(onMac("Digit1", "1"), { name: "open", number: 1 });
});

test("elsewhere Alt writes nothing, whatever stands on the key", () => {
  const pressed = { code: "Digit2", key: "é", altKey: true, target: at(true) };
  assert.deepEqual(actionOf(pressed, { mac: false }), { name: "open", number: 2 });
});

class FakeNotification {
  static permission = "granted";
  static shown = [];
  close() {}
  constructor(title, options) {
    FakeNotification.shown.push({ title, ...options });
  }
}

test("a notification is a title alone, and not for who is looking at the page", () => {
  let focused = true;
  const notice = new Notice({ Kind: FakeNotification, page: { hasFocus: () => focused } });
  assert.equal(notice.show("er wacht iemand"), false);
  focused = false;
  assert.equal(notice.show("er wacht iemand"), true);
  assert.deepEqual(FakeNotification.shown, [
    { title: "er wacht iemand", tag: "waiting", silent: true },
  ]);
});

test("nothing sounds before a gesture, nor when it is muted", async () => {
  const notes = [];
  const node = { connect: (to) => to, start: (at) => notes.push(at), stop() {} };
  const gain = {
    setValueAtTime() {},
    linearRampToValueAtTime() {},
    exponentialRampToValueAtTime() {},
  };
  const context = {
    state: "suspended",
    currentTime: 0,
    resume: async () => {
      context.state = "running";
    },
    createOscillator: () => ({ ...node, frequency: {} }),
    createGain: () => ({ ...node, gain }),
  };
  const chime = new Chime({ make: () => context });
  assert.equal(chime.ring(), false);
  await chime.wake();
  assert.equal(chime.ring(), true);
  assert.equal(notes.length, Chime.NOTES.length);
  chime.muted = true;
  assert.equal(chime.ring(), false);
});
