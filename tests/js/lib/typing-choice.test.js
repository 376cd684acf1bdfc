import assert from "node:assert/strict";
import { test } from "node:test";
import { TypingChoice } from "../../../static/js/lib/visitor/typing-choice.js";
import { FakeStorage } from "./fake-server.js";

/* A page as it is loaded: one box before the conversation, one in it. */
function load(storage = new FakeStorage()) {
  const boxes = [0, 1].map(() => Object.assign(new EventTarget(), { checked: true }));
  const choice = new TypingChoice({ boxes, storage });
  const tick = (i, checked) => {
    boxes[i].checked = checked;
    boxes[i].dispatchEvent(new Event("change"));
  };
  const ticked = () => boxes.map(({ checked }) => checked);
  return { choice, storage, tick, ticked };
}

test("what was chosen before the conversation holds in it, and after a reload", () => {
  const first = load();
  first.tick(0, false);
  assert.deepEqual([first.ticked(), first.choice.isShown], [[false, false], false]);
  first.choice.keep();
  const second = load(first.storage);
  second.choice.keep();
  assert.deepEqual([second.ticked(), second.choice.isShown], [[false, false], false]);
});

test("in the conversation it is chosen both ways, and the last one holds", () => {
  const first = load();
  first.choice.keep();
  first.tick(1, false);
  assert.equal(first.choice.isShown, false);
  first.tick(1, true);
  assert.deepEqual([first.ticked(), first.storage.size], [[true, true], 0]);
  const second = load(first.storage);
  second.choice.keep();
  assert.equal(second.choice.isShown, true);
});

test("without a conversation nothing of it is kept, nor after one was wiped", () => {
  const { choice, storage, tick } = load();
  tick(0, false);
  assert.equal(storage.size, 0);
  choice.keep();
  assert.equal(storage.size, 1);
  choice.rest();
  storage.clear();
  tick(1, true);
  tick(1, false);
  assert.equal(storage.size, 0);
});
