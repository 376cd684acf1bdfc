import assert from "node:assert/strict";

/** The work must fail with exactly this code. */
export function refused(code, work) {
  return assert.rejects(async () => work(), { name: "E2eeError", code });
}
