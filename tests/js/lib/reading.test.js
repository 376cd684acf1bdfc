import assert from "node:assert/strict";
import { test } from "node:test";
import { tidy } from "../../../static/js/lib/article-text.js";
import { nextSize, STEPS } from "../../../static/js/lib/text-size.js";
import { verdict } from "../../../static/js/lib/verdict.js";

test("letters grow in three steps and begin again", () => {
  const sizes = [1];
  for (let turn = 0; turn < STEPS; turn += 1) sizes.push(nextSize(sizes.at(-1)));
  assert.deepEqual(sizes, [1, 2, 3, 1]);
});

test("the self-check knows three answers and no number", () => {
  assert.equal(verdict([]), "none");
  assert.equal(verdict(["sign"]), "some");
  assert.equal(verdict(["sign", "pressure", "sign"]), "some");
  assert.equal(verdict(["pressure", "danger"]), "danger");
});

test("text is one line without the spaces of its markup", () => {
  assert.equal(tidy("\n  Bel je\n    bank. "), "Bel je bank.");
});
