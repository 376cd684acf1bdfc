import assert from "node:assert/strict";
import { test } from "node:test";
import { able } from "../../../static/js/lib/visitor/able.js";

const PARTS = ["WebSocket", "BroadcastChannel", "CSSLayerBlockRule"];
const page = {
  isSecureContext: true,
  crypto: { subtle: {} },
  ...Object.fromEntries(PARTS.map((name) => [name, class {}])),
};

test("a browser that has all we need can chat", () => {
  assert.equal(able(page), true);
});

test("without one of them the page says so before anything is asked", () => {
  for (const missing of [...PARTS, "isSecureContext", "crypto"]) {
    assert.equal(able({ ...page, [missing]: undefined }), false, missing);
  }
  assert.equal(able({ ...page, crypto: {} }), false);
});
