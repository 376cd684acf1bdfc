import assert from "node:assert/strict";
import { test } from "node:test";
import { Leaving } from "../../../static/js/lib/leaving.js";
import { fakeWindow } from "./fake-window.js";

const AWAY = { target: "https://elsewhere.test/", beacon: "/chat/exit/" };

function open(options) {
  const window = fakeWindow(options);
  const leave = (sealed) => new Leaving({ window, words: "Even wachten…", sealed });
  return { window, leave };
}

test("a chat goes blank, drops its keys, forgets, tells the server and leaves, in that order", () => {
  const { window, leave } = open();
  leave(true).leave(AWAY);
  assert.deepEqual(window.happened, [
    "emptied",
    "quick-exit",
    "clear",
    "beacon /chat/exit/",
    "replace https://elsewhere.test/",
  ]);
});

test("a page without a beacon tells nobody", () => {
  const { window, leave } = open();
  leave(false).leave({ target: AWAY.target });
  assert.deepEqual(window.happened, [
    "covered",
    "quick-exit",
    "clear",
    "replace https://elsewhere.test/",
  ]);
});

test("blocked storage and a blocked beacon do not keep anyone here", () => {
  const { window, leave } = open({ storageFails: true, beaconFails: true });
  leave(true).leave(AWAY);
  assert.equal(window.happened.at(-1), "replace https://elsewhere.test/");
});

test("no question is asked on the way out", () => {
  const { window, leave } = open();
  const leaving = leave(true);
  assert.equal(leaving.isGone, false);
  leaving.leave(AWAY);
  assert.equal(window.onbeforeunload, null);
  assert.equal(leaving.isGone, true);
});

test("the cover is announced and hides the page under it, also without a sheet", () => {
  const { window, leave } = open();
  const [page] = window.body.children;
  leave(false).leave(AWAY);
  const [under, cover] = window.body.children;
  assert.equal(under, page);
  assert.deepEqual([page.style.display, cover.style.display], ["none !important", ""]);
  assert.equal(cover.attributes.role, "alert");
  assert.equal(cover.textContent, "Even wachten…");
  assert.equal(window.root.classList.has("is-left"), true);
});

test("a sealed page has nothing left under its cover", () => {
  const { window, leave } = open();
  const [page] = window.body.children;
  leave(true).leave(AWAY);
  assert.equal(window.body.children.includes(page), false);
  assert.equal(window.body.children.length, 1);
});

test("an ordinary page comes back whole", () => {
  const { window, leave } = open();
  const [page] = window.body.children;
  const leaving = leave(false);
  leaving.leave(AWAY);
  leaving.comeBack();
  assert.deepEqual(window.body.children, [page]);
  assert.equal(page.style.display, "");
  assert.equal(window.root.classList.has("is-left"), false);
  assert.equal(leaving.isGone, false);
});

test("hiding twice covers once", () => {
  const { window, leave } = open();
  const leaving = leave(false);
  leaving.hide();
  leaving.hide();
  assert.equal(window.body.children.length, 2);
});
