import assert from "node:assert/strict";
import { test } from "node:test";
import { weigh } from "../../../static/js/lib/draft.js";
import { enterSends } from "../../../static/js/lib/enter.js";
import { refuseFiles } from "../../../static/js/lib/refuse-files.js";

const ENTER = { key: "Enter" };

test("Enter sends and Shift+Enter breaks", () => {
  assert.equal(enterSends(ENTER, { coarse: false }), true);
  assert.equal(enterSends({ ...ENTER, shiftKey: true }, { coarse: false }), false);
});

test("under a thumb Enter breaks, with a keyboard at hand Ctrl+Enter still sends", () => {
  assert.equal(enterSends(ENTER, { coarse: true }), false);
  assert.equal(enterSends({ ...ENTER, ctrlKey: true }, { coarse: true }), true);
});

test("while an input method composes nothing is sent", () => {
  for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
    for (const more of [{}, { ctrlKey: true }]) {
      assert.equal(enterSends({ ...ENTER, ...composing, ...more }, { coarse: false }), false);
    }
  }
});

test("other keys never send", () => {
  assert.equal(enterSends({ key: "a", ctrlKey: true }, { coarse: false }), false);
});

test("spaces alone are empty, and what surrounds a text is not sent", () => {
  assert.equal(weigh(" \n\t ").empty, true);
  assert.equal(weigh("  hoi\n").text, "hoi");
});

test("a text is measured in code points, and its end announces itself", () => {
  assert.equal(weigh("🙂".repeat(3800)).near, 0);
  assert.deepEqual(weigh("🙂".repeat(3801)).left, 199);
  assert.equal(weigh("🙂".repeat(4000)).tooLong, false);
  assert.equal(weigh("🙂".repeat(4001)).tooLong, true);
});

test("its end is worth saying in four steps, not at every key", () => {
  const near = (length) => weigh("a".repeat(length)).near;
  assert.deepEqual(
    [3800, 3801, 3950, 3951, 3980, 3981, 4000, 4001, 4100].map(near),
    [0, 1, 1, 2, 2, 3, 3, 4, 4],
  );
});

function given(type, data) {
  const [box, page] = [new EventTarget(), new EventTarget()];
  let refused = 0;
  refuseFiles({ box, page, signal: undefined }, () => {
    refused += 1;
  });
  const event = new Event(type, { cancelable: true });
  event[type === "paste" ? "clipboardData" : "dataTransfer"] = data;
  (type === "paste" ? box : page).dispatchEvent(event);
  return { refused, prevented: event.defaultPrevented };
}

test("a pasted or dropped file is refused, also beside the text box", () => {
  const picture = { files: [{}], types: ["Files"] };
  assert.deepEqual(given("paste", picture), { refused: 1, prevented: true });
  assert.deepEqual(given("drop", picture), { refused: 1, prevented: true });
  assert.deepEqual(given("dragover", { files: [], types: ["Files"] }), {
    refused: 0,
    prevented: true,
  });
});

test("text is taken, also when a picture of it comes along", () => {
  assert.deepEqual(given("paste", { files: [], types: ["text/plain"] }), {
    refused: 0,
    prevented: false,
  });
  const both = { files: [{}], types: ["text/plain", "Files"] };
  assert.deepEqual(given("paste", both), { refused: 0, prevented: false });
});
