import assert from "node:assert/strict";
import { test } from "node:test";

import { IdleLock } from "../../../static/js/console/idle.js";
import { FakeClock } from "../lib/fakes.js";

function watched() {
  const clock = new FakeClock();
  const locked = [];
  const idle = new IdleLock({ lock: (why) => locked.push(why), clock });
  idle.start();
  return { clock, idle, locked };
}

test("a quarter of an hour without anything locks once", () => {
  const { clock, locked } = watched();
  clock.pass(IdleLock.QUIET_MS - IdleLock.LOOK_MS);
  assert.deepEqual(locked, []);
  clock.pass(2 * IdleLock.LOOK_MS);
  assert.deepEqual(locked, ["quiet"]);
  clock.pass(IdleLock.QUIET_MS);
  assert.deepEqual(locked, ["quiet"]);
});

test("every sign of life begins the quarter again", () => {
  const { clock, idle, locked } = watched();
  clock.pass(IdleLock.QUIET_MS - IdleLock.LOOK_MS);
  idle.touch();
  clock.pass(IdleLock.QUIET_MS - IdleLock.LOOK_MS);
  assert.deepEqual(locked, []);
});

test("a laptop that slept locks when it is looked at, not a timer later", () => {
  const { clock, idle, locked } = watched();
  clock.sleep(IdleLock.QUIET_MS);
  idle.look();
  assert.deepEqual(locked, ["quiet"]);
});

test("the first touch after a night locks instead of keeping the vault open", () => {
  const { clock, idle, locked } = watched();
  clock.sleep(8 * 3_600_000);
  idle.touch();
  assert.deepEqual(locked, ["quiet"]);
});

test("no shift lasts longer than nine hours", () => {
  const { clock, idle, locked } = watched();
  for (let hours = 0; hours < 9.1; hours += 0.1) {
    clock.pass(360_000);
    idle.touch();
  }
  assert.deepEqual(locked, ["shift"]);
});

test("what was stopped locks nothing", () => {
  const { clock, idle, locked } = watched();
  idle.stop();
  clock.pass(2 * IdleLock.QUIET_MS);
  assert.deepEqual(locked, []);
});
