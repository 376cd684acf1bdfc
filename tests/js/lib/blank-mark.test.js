import assert from "node:assert/strict";
import { test } from "node:test";
import { BlankMark } from "../../../static/js/lib/visitor/blank-mark.js";
import { FakeStorage } from "./fake-server.js";

test("a reload finds that the tab was blank, and since when", () => {
  const storage = new FakeStorage();
  assert.equal(new BlankMark(storage).since, null);
  new BlankMark(storage).set(1234);
  assert.equal(new BlankMark(storage).since, 1234);
});

test("who is back or left is not blank any more", () => {
  const storage = new FakeStorage();
  const mark = new BlankMark(storage);
  for (const end of [() => mark.clear(), () => storage.clear()]) {
    mark.set(1234);
    end();
    assert.equal(mark.since, null);
  }
});
