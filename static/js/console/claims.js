import { clock as systemClock } from "../lib/clock.js";
import { onlyOnce } from "../lib/closing.js";
import { Refused } from "./api.js";

/** Claims on their way. A line that broke asks again: who has it already gets the same
    answer, so nobody is told that a visitor is lost who is theirs. */
export class Claims {
  static STALLED_MS = 10_000;
  static FAILED_MS = 25_000;

  #asked = new Map();
  #stalling = null;
  #link;
  #clock;

  constructor({ link, clock = systemClock }) {
    this.#link = link;
    this.#clock = clock;
  }

  /** Fails with the server's word for it, or with "later" when none comes. */
  ask(c) {
    const known = this.#asked.get(c);
    if (known) return known.answer;
    const asked = {};
    asked.answer = new Promise((resolve, reject) => Object.assign(asked, { resolve, reject }));
    asked.failing = this.#clock.setTimeout(() => this.#fail(c, "later"), Claims.FAILED_MS);
    this.#asked.set(c, asked);
    this.#send(c);
    return asked.answer;
  }

  /** Whether this frame was the answer to a claim. */
  hear({ type, c, code, stream }) {
    if (type === "ready") for (const waiting of this.#asked.keys()) this.#send(waiting);
    if (stream || !this.#asked.has(c)) return false;
    if (type === "claimed") this.#end(c).resolve();
    else if (type === "refused") this.#fail(c, code);
    else return false;
    return true;
  }

  /** Nobody is asked any more; what ended the line would end the next one too. */
  lost(word) {
    this.#clock.clearTimeout(this.#stalling);
    if (onlyOnce(word)) for (const c of this.#asked.keys()) this.#fail(c, "later");
  }

  /** Nobody waits for the answers any more. */
  clear() {
    for (const c of this.#asked.keys()) this.#end(c);
  }

  /* While the line is down nothing is sent; one may look open long after it died. */
  #send(c) {
    if (!this.#link.send({ type: "claim", c })) return;
    this.#clock.clearTimeout(this.#stalling);
    this.#stalling = this.#clock.setTimeout(() => this.#link.drop(), Claims.STALLED_MS);
  }

  #fail(c, code) {
    this.#end(c).reject(new Refused(0, code));
  }

  #end(c) {
    const asked = this.#asked.get(c);
    this.#clock.clearTimeout(asked.failing);
    this.#asked.delete(c);
    if (this.#asked.size === 0) this.#clock.clearTimeout(this.#stalling);
    return asked;
  }
}
