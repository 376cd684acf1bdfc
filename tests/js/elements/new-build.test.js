import assert from "node:assert/strict";
import { test } from "node:test";

class FakePart extends EventTarget {
  hidden = true;
  said = [];
  content = { cloneNode: () => "words" };
  replaceChildren = (...words) => {
    this.said = words;
  };
}

let NewBuild;
globalThis.customElements = {
  define: (_, element) => {
    NewBuild = element;
  },
};
globalThis.HTMLElement = class {
  dataset = {};
  attributes = new Set();
  parts = new Map();
  hasAttribute = (name) => this.attributes.has(name);
  toggleAttribute = (name, on) => (on ? this.attributes.add(name) : this.attributes.delete(name));
  querySelector = (selector) => {
    if (!this.parts.has(selector)) this.parts.set(selector, new FakePart());
    return this.parts.get(selector);
  };
};
await import("../../../static/js/elements/new-build.js");

class FakePage extends EventTarget {
  box = { value: "", offsetParent: {}, focused: false, focus: () => this.focused() };
  unsent = null;
  reloads = 0;
  location = { href: "/chat/", reload: () => this.reloaded() };
  querySelectorAll = () => [this.box];
  querySelector = () => this.unsent;

  focused() {
    this.box.focused = true;
  }

  reloaded() {
    this.reloads += 1;
  }

  type(text) {
    this.box.value = text;
    this.dispatchEvent(new Event("input"));
  }
}

function offered(...builds) {
  const element = new NewBuild();
  const page = new FakePage();
  element.ownerDocument = page;
  element.dataset = { build: "1" };
  element.connectedCallback();
  for (const build of builds) element.serves(build);
  const offers = () => element.hasAttribute("data-offers");
  const press = (name) =>
    element.querySelector(`[data-part=${name}]`).dispatchEvent(new Event("click"));
  return { element, page, offers, press };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("a server of another build makes an offer, the same build makes none", () => {
  assert.equal(offered("1", "1").offers(), false);
  assert.equal(offered("1", "2").offers(), true);
});

test("a new page that meets an old process first offers nothing", () => {
  assert.equal(offered("0").offers(), false);
  assert.equal(offered("0", "1").offers(), false);
});

test("the offer goes when the server is of this build again", () => {
  assert.equal(offered("1", "2", "1").offers(), false);
});

test("while there is text in the box the offer waits", () => {
  const { element, page, offers } = offered("1");
  page.type("ik wil iets");
  element.serves("2");
  assert.equal(offers(), false);
  page.type("");
  assert.equal(offers(), true);
  page.type("toch nog iets");
  assert.equal(offers(), false);
});

test("a message that did not arrive yet holds the offer back, until it did", async () => {
  NewBuild.LOOK_AGAIN_MS = 1;
  const { element, page, offers } = offered("1");
  page.unsent = {};
  element.serves("2");
  assert.equal(offers(), false);
  page.unsent = null;
  while (!offers()) await settled();
});

test("later means: not again for this build, and back to writing", () => {
  const { element, page, offers, press } = offered("1", "2");
  press("later");
  assert.equal(offers(), false);
  assert.equal(page.box.focused, true);
  element.serves("2");
  assert.equal(offers(), false);
  element.serves("3");
  assert.equal(offers(), true);
});

test("the page is loaded again only when asked, and only if there is one", async () => {
  const { page, press } = offered("1", "2");
  assert.equal(page.reloads, 0);
  for (const answer of [async () => ({ ok: false }), () => Promise.reject(new Error("away"))]) {
    globalThis.fetch = answer;
    press("renew");
    await settled();
    assert.equal(page.reloads, 0);
  }
  globalThis.fetch = async () => ({ ok: true });
  press("renew");
  await settled();
  assert.equal(page.reloads, 1);
});

test("what was typed while the server was asked stays", async () => {
  const { page, press, offers } = offered("1", "2");
  globalThis.fetch = async () => {
    page.type("wacht");
    return { ok: true };
  };
  press("renew");
  await settled();
  assert.equal(page.reloads, 0);
  assert.equal(offers(), false);
});
