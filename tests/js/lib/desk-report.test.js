import assert from "node:assert/strict";
import { test } from "node:test";
import { DeskReport } from "../../../static/js/lib/desk-report.js";

function answering(body, { ok = true } = {}) {
  const asked = [];
  const fetch = async (url, options) => {
    asked.push({ url, ...options });
    return { ok, json: async () => body };
  };
  return { asked, report: new DeskReport({ fetch }) };
}

test("the desk's state and words are read", async () => {
  const { report } = answering({ state: "open", words: "Open tot 06.00 uur" });
  assert.deepEqual(await report.read("/status/"), {
    state: "open",
    words: "Open tot 06.00 uur",
  });
});

test("two places on a page ask once, without a cookie", async () => {
  const { asked, report } = answering({ state: "busy", words: "Het is druk" });
  await Promise.all([report.read("/status/"), report.read("/status/")]);
  assert.deepEqual(asked, [{ url: "/status/", credentials: "omit" }]);
});

test("an unknown state, missing words or an error leave the page's own words", async () => {
  for (const body of [{ state: "maybe", words: "?" }, { state: "open" }, null]) {
    assert.equal(await answering(body).report.read("/status/"), null);
  }
  const refused = answering({ state: "open", words: "Open" }, { ok: false });
  assert.equal(await refused.report.read("/status/"), null);
});

test("no network leaves the page's own words", async () => {
  const report = new DeskReport({ fetch: () => Promise.reject(new TypeError("offline")) });
  assert.equal(await report.read("/status/"), null);
});
