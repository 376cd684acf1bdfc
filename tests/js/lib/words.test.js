import assert from "node:assert/strict";
import { test } from "node:test";
import { count } from "../../../static/js/lib/words.js";
import { useWords } from "../../../static/js/lib/words.js";
import { word } from "../../../static/js/lib/words.js";

useWords({ here: "{name} is er", ahead_one: "{n} mens", ahead_other: "{n} mensen" });

test("a word is filled with its values and nothing else", () => {
  assert.equal(word("here", { name: "{n} Ana" }), "{n} Ana is er");
  assert.equal(word("here"), "{name} is er");
});

test("a missing word shows its key, so that it is found", () => {
  assert.equal(word("nowhere"), "nowhere");
});

test("numbers choose the form of the language", () => {
  assert.equal(count("ahead", 1, "nl"), "1 mens");
  assert.equal(count("ahead", 0, "nl"), "0 mensen");
  assert.equal(count("ahead", 2, "ar"), "2 mensen");
});
