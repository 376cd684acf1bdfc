import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SCRIPTS = new URL("../../static/js/", import.meta.url);

/* What the oldest browsers we serve (docs/decisions/0015) do not know. Of the first kind one
   line is enough to stop every script of a page. */
const TOO_NEW = [
  /\(\?<[=!]/,
  /\bstatic \{/,
  /\.at\(-/,
  /\bObject\.(?:hasOwn|groupBy)\b/,
  /\bstructuredClone\(/,
  /\.(?:toSorted|toReversed|toSpliced|findLast|findLastIndex|isWellFormed)\(/,
  /\bAbortSignal\.(?:any|timeout)\b/,
  /\bPromise\.(?:withResolvers|try)\b/,
  /\bArray\.fromAsync\b/,
  /\brandomUUID\b/,
  /\brequestIdleCallback\b/,
];

test("no script asks for more than the oldest browsers we serve can do", () => {
  const names = readdirSync(SCRIPTS, { recursive: true }).filter((name) => name.endsWith(".js"));
  assert.ok(names.length > 50);
  for (const name of names) {
    const text = readFileSync(new URL(name, SCRIPTS), "utf8");
    for (const pattern of TOO_NEW) assert.doesNotMatch(text, pattern, name);
  }
});
