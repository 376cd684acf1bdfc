import assert from "node:assert/strict";
import { test } from "node:test";

import { useWords } from "../../../static/js/lib/words.js";

class FakePart {
  textContent = "";
  hidden = true;
  rows = [];
  focus() {}
  replaceChildren(...rows) {
    this.rows = rows;
  }
}

class FakeRow extends FakePart {
  parts = new Map();
  removed = [];
  querySelector(selector) {
    if (!this.parts.has(selector)) this.parts.set(selector, new FakePart());
    this.parts.get(selector).remove = () => this.removed.push(selector);
    return this.parts.get(selector);
  }
}

let TeamKeys;
globalThis.customElements = {
  define: (_, element) => {
    TeamKeys = element;
  },
};
globalThis.HTMLElement = class {
  parts = new Map([
    ["template", { content: { cloneNode: () => ({ firstElementChild: new FakeRow() }) } }],
  ]);
  querySelector(selector) {
    if (!this.parts.has(selector)) this.parts.set(selector, new FakePart());
    return this.parts.get(selector);
  }
};
await import("../../../static/js/elements/team-keys.js");
useWords({ failed_offline: "Geen verbinding." });

const PUB = { suite: 1, kem: "A".repeat(87), sig: "A".repeat(87) };

function shown(load) {
  const members = [{ login: "ana", name: "Ana", pub: PUB, ver: 1 }];
  const team = new TeamKeys();
  team.connectedCallback();
  const showing = team.show({ login: "ana", version: 1, members, load });
  const part = (name) => team.querySelector(`[data-${name}]`);
  return { part, showing, team };
}

test("a list that does not come says so, with a way to ask again", async () => {
  const { part, showing, team } = shown(() => Promise.reject(new Error()));
  await assert.rejects(showing);
  team.failed("offline");
  assert.equal(part("failed").textContent, "Geen verbinding.");
  assert.equal(part("again").hidden, false);
  await team.show({ login: "ana", version: 1, members: [], load: async () => {} });
  assert.deepEqual([part("failed").textContent, part("again").hidden], ["", true]);
});

test("who is in the team stands in the list", async () => {
  const { part, showing } = shown(async () => {});
  await showing;
  assert.equal(part("list").rows.length, 1);
});

test("a lock while the list is on its way shows nobody", async () => {
  let come;
  const late = shown(() => new Promise((done) => (come = done)));
  late.team.forget();
  come();
  await late.showing;
  assert.deepEqual(late.part("list").rows, []);
  const later = shown(async () => {});
  await Promise.resolve();
  later.team.forget();
  await later.showing;
  assert.deepEqual(later.part("list").rows, []);
});
