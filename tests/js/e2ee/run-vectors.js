/** Runs vectors in whatever engine imports it; needs no `eval`, no DOM and no network. */
import { OPERATIONS } from "./operations.js";

/** These either succeed or refuse; there is nothing to compare. */
const WITHOUT_RESULT = new Set(["conv_keys"]);

async function outcome({ op, in: given }) {
  if (!Object.hasOwn(OPERATIONS, op)) return { error: `no such operation: ${op}` };
  try {
    return { out: await OPERATIONS[op](given) };
  } catch (error) {
    return { error: error.code ?? String(error) };
  }
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

function same(got, want) {
  return JSON.stringify(sorted(got)) === JSON.stringify(sorted(want));
}

export async function runVector(vector) {
  const want = "error" in vector ? { error: vector.error } : { out: vector.out };
  const got = await outcome(vector);
  const passed = WITHOUT_RESULT.has(vector.op) && "out" in want ? "out" in got : same(got, want);
  return passed ? null : { id: vector.id, got, want };
}

export async function runVectors(vectors) {
  const failed = [];
  for (const vector of vectors) {
    const failure = await runVector(vector);
    if (failure) failed.push(failure);
  }
  return { passed: vectors.length - failed.length, failed };
}
