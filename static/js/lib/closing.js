/* What a close asks of a client: the table of close codes in docs/realtime.md. */
const WORDS = new Map([
  [1009, "size"],
  [1012, "restart"],
  [1013, "later"],
  [4400, "shape"],
  [4401, "session"],
  [4408, "hello"],
  [4409, "superseded"],
  [4410, "unread"],
  [4413, "size"],
  [4429, "rate"],
]);
const FINAL = new Set(["session", "superseded"]);
const ONCE = new Set(["shape", "size"]);
const RATE_MS = 30_000;

export function closingWord(code, bye) {
  return WORDS.get(code) ?? bye?.code ?? "lost";
}

/* {stop} ends the link, {hold} is a wait that nothing may shorten. */
export function answerTo(word, { bye, again }) {
  if (FINAL.has(word) || (ONCE.has(word) && again)) return { stop: true };
  if (word === "rate") return { wait: RATE_MS, hold: true };
  const asked = Number.isFinite(bye?.after_ms) ? Math.max(0, bye.after_ms) : null;
  if (word === "restart" && asked !== null) return { wait: asked };
  return { atLeast: asked ?? 0 };
}

export function onlyOnce(word) {
  return ONCE.has(word);
}
