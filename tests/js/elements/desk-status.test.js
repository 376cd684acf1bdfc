import assert from "node:assert/strict";
import { test } from "node:test";

class FakePart {
  attributes = {};
  textContent = "neutral";
  setAttribute = (name, value) => {
    this.attributes[name] = value;
  };
  toggleAttribute = (name, on) => {
    this.attributes[name] = on;
  };
}

let DeskStatus;
globalThis.customElements = {
  define: (_, element) => {
    DeskStatus = element;
  },
};
globalThis.HTMLElement = class {
  dataset = {};
  parts = {};
  querySelector = (selector) => this.parts[selector] ?? null;
};
await import("../../../static/js/elements/desk-status.js");

async function shown(url, report, { ok = true } = {}) {
  globalThis.window = { fetch: async () => ({ ok, json: async () => report }) };
  const element = new DeskStatus();
  element.dataset = { url, open: "nu open", closed: "nu dicht" };
  for (const part of [".window", "[data-words]", "[data-short]", "[data-note]"]) {
    element.parts[part] = new FakePart();
  }
  element.parts["[data-closed-note]"] = new FakePart();
  await element.connectedCallback();
  return element.parts;
}

test("an open desk lights the window and says its words", async () => {
  const parts = await shown("/1/", { state: "open", words: "Open tot 06.00 uur" });
  assert.equal(parts[".window"].attributes.class, "window window--open");
  assert.equal(parts["[data-words]"].textContent, "Open tot 06.00 uur");
  assert.equal(parts["[data-short]"].textContent, "nu open");
  assert.equal(parts["[data-closed-note]"].attributes.hidden, true);
});

test("a closed desk says who is there instead of promising a person", async () => {
  const parts = await shown("/2/", { state: "closed", words: "De chat is nu dicht." });
  assert.equal(parts["[data-note]"].attributes.hidden, true);
  assert.equal(parts["[data-closed-note]"].attributes.hidden, false);
});

test("without an answer the page keeps its own words", async () => {
  const parts = await shown("/3/", { state: "open", words: "Open" }, { ok: false });
  assert.deepEqual(parts[".window"].attributes, {});
  assert.equal(parts["[data-words]"].textContent, "neutral");
  assert.equal(parts["[data-short]"].textContent, "neutral");
});
