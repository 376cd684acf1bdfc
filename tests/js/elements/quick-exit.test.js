import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { clock } from "../../../static/js/lib/clock.js";
import { fakeWindow } from "../lib/fake-window.js";

const real = { ...clock };
clock.setTimeout = () => 0;
clock.clearTimeout = () => {};
after(() => Object.assign(clock, real));

let QuickExit;
globalThis.customElements = { define: (_, element) => (QuickExit = element) };
globalThis.HTMLElement = class extends EventTarget {
  dataset = { leaving: "…", twoMore: "nog 2", oneMore: "nog 1", expired: "gestopt" };
  parts = {
    a: Object.assign(new EventTarget(), { href: "https://elsewhere.test/" }),
    "[role=status]": { textContent: "" },
    "[data-count]": { dataset: { count: 0 } },
  };
  querySelector = (selector) => this.parts[selector];
};
await import("../../../static/js/elements/quick-exit.js");

let page;
beforeEach(() => {
  page = Object.assign(new EventTarget(), fakeWindow());
  const { body, documentElement, createElement } = page.document;
  page.document = Object.assign(new EventTarget(), { body, documentElement, createElement });
  globalThis.window = page;
  globalThis.document = page.document;
});

function placed(data = {}) {
  const element = new QuickExit();
  Object.assign(element.dataset, data);
  element.connectedCallback();
  return element;
}

function happens(target, type, details = {}) {
  const event = Object.assign(new Event(type, { cancelable: true }), details);
  target.dispatchEvent(event);
  return event;
}

const press = () => happens(page.document, "keyup", { key: "Shift", shiftKey: false });

test("the button leaves by replacing the address instead of following the link", () => {
  const event = happens(placed().parts.a, "click");
  assert.equal(event.defaultPrevented, true);
  assert.equal(page.happened.at(-1), "replace https://elsewhere.test/");
});

test("three times Shift leaves, and every press is shown and said", () => {
  const { parts } = placed();
  press();
  assert.equal(parts["[role=status]"].textContent, "nog 2");
  assert.equal(parts["[data-count]"].dataset.count, 1);
  press();
  assert.equal(parts["[role=status]"].textContent, "nog 1");
  assert.deepEqual(page.happened, []);
  press();
  assert.equal(page.happened.at(-1), "replace https://elsewhere.test/");
});

test("another key takes the dots away and says so", () => {
  const { parts } = placed();
  press();
  happens(page.document, "keyup", { key: "x", shiftKey: false });
  assert.equal(parts["[role=status]"].textContent, "gestopt");
  assert.equal(parts["[data-count]"].dataset.count, 0);
});

test("once leaving, a later script cannot ask to stay; before that it can", () => {
  const element = placed();
  let asked = 0;
  page.addEventListener("beforeunload", () => (asked += 1));
  happens(page, "beforeunload");
  assert.equal(asked, 1);
  element.leave();
  happens(page, "beforeunload");
  assert.equal(asked, 1);
});

test("an ordinary page from the back/forward cache is usable again", () => {
  const element = placed();
  element.leave();
  happens(page, "pageshow", { persisted: true });
  assert.equal(page.body.children.length, 1);
  assert.equal(page.body.children[0].style.display, "");
  assert.equal(element.parts["[data-count]"].dataset.count, 0);
});

test("a sealed page is emptied before it is cached", () => {
  placed({ sealed: "" });
  happens(page, "pagehide", { persisted: false });
  assert.deepEqual(page.happened, []);
  happens(page, "pagehide", { persisted: true });
  assert.deepEqual(page.happened, ["emptied"]);
});

test("a sealed page from the back/forward cache stays blank and goes away", () => {
  placed({ sealed: "" }).disconnectedCallback();
  happens(page, "pageshow", { persisted: true });
  assert.deepEqual(page.happened, ["emptied", "replace https://elsewhere.test/"]);
});

test("a fresh page is left alone", () => {
  placed({ sealed: "" });
  happens(page, "pageshow", { persisted: false });
  assert.deepEqual(page.happened, []);
});

test("an element that was taken away no longer listens", () => {
  placed().disconnectedCallback();
  press();
  press();
  press();
  assert.deepEqual(page.happened, []);
});
