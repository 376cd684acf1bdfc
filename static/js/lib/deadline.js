import { clock as systemClock } from "./clock.js";

export const ANSWER_MS = 15_000;

/* What ask(signal) gives, body and all. A network that went bad says nothing for minutes:
   after ms the signal breaks it off, and it fails as without a network. */
export async function within(ms, ask, clock = systemClock) {
  const late = new AbortController();
  const timer = clock.setTimeout(() => late.abort(), ms);
  try {
    return await ask(late.signal);
  } finally {
    clock.clearTimeout(timer);
  }
}
