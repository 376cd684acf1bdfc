import assert from "node:assert/strict";
import { test } from "node:test";
import { SiteSearch } from "../../../static/js/lib/site-search.js";

const ANSWER = { results: [], meant: "", said: "Niets." };

function answering({ ok = true, answer = ANSWER } = {}) {
  const calls = [];
  const fetch = async (url, options) => {
    calls.push({ url, options });
    return { ok, status: ok ? 200 : 500, json: async () => answer };
  };
  return { calls, search: new SiteSearch({ fetch, url: "/zoeken/" }) };
}

/* Answers only when told, and stops when it is called off, as a browser does. */
function hanging() {
  const release = [];
  const fetch = (_, { signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      release.push(() => resolve({ ok: true, json: async () => ANSWER }));
    });
  return { release, search: new SiteSearch({ fetch, url: "/zoeken/" }) };
}

test("the words are in the body, never in the address", async () => {
  const { calls, search } = answering();
  assert.deepEqual(await search.ask("pin pas & meer"), ANSWER);
  const [{ url, options }] = calls;
  assert.equal(url, "/zoeken/");
  assert.equal(options.method, "POST");
  assert.equal(options.body.get("q"), "pin pas & meer");
  assert.equal(options.headers.Accept, "application/json");
  assert.equal(options.credentials, "omit");
});

test("a refusal is a failure", async () => {
  await assert.rejects(answering({ ok: false }).search.ask("x"));
});

test("a later question takes the place of an earlier one", async () => {
  const { release, search } = hanging();
  const first = search.ask("een");
  const second = search.ask("twee");
  release[1]();
  assert.equal(await first, null);
  assert.deepEqual(await second, ANSWER);
});

test("a question that is called off has no answer, however late", async () => {
  const { search } = hanging();
  const asked = search.ask("een");
  search.callOff();
  assert.equal(await asked, null);
  const fetch = async () => ({
    ok: true,
    json: async () => {
      late.callOff();
      return ANSWER;
    },
  });
  const late = new SiteSearch({ fetch, url: "/zoeken/" });
  assert.equal(await late.ask("twee"), null);
});

test("a connection that breaks is a failure, not a later question", async () => {
  const fetch = async () => {
    throw new TypeError("network");
  };
  await assert.rejects(new SiteSearch({ fetch, url: "/zoeken/" }).ask("x"), TypeError);
});
