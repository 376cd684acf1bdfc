import { clock as systemClock } from "../lib/clock.js";
import { Refused } from "./api.js";

/** Claims on their way. A line that broke asks again: who has it already gets the same
    answer, so nobody is told that a visitor is lost who is theirs. */
export class Claims {
  static STALLED_MS = 10_000;
  static FAILED_MS = 25_000;

  #asked = new Map();
  #link;
  #clock;

  constructor({ link, clock = systemClock }) {
    this.#link = link;
    this.#clock = clock;
  }

  get unanswered() {
    return [...this.#asked.keys()];
  }

  /** Fails with the server's word for it, or with "later" when none comes. */
  ask(c) {
    const known = this.#asked.get(c);
    if (known) return known.answer;
    const asked = {};
    asked.answer = new Promise((resolve, reject) => Object.assign(asked, { resolve, reject }));
    this.#asked.set(c, asked);
    this.#in(c, Claims.STALLED_MS, () => this.#stalled(c));
    this.#send(c);
    return asked.answer;
  }

  /** Whether this frame was the answer to a claim. */
  hear({ type, c, code, stream }) {
    if (type === "ready") for (const waiting of this.unanswered) this.#send(waiting);
    if (stream || !this.#asked.has(c)) return false;
    if (type === "claimed") this.#end(c).resolve();
    else if (type === "refused") this.#fail(c, code);
    else return false;
    return true;
  }

  /** What ended the line will end the next one too: it is not said again. */
  fail() {
    for (const c of this.unanswered) this.#fail(c, "later");
  }

  /** Nobody waits for the answers any more. */
  clear() {
    for (const c of this.unanswered) this.#end(c);
  }

  /* A line may look open long after it died; while it is down nothing is sent. */
  #stalled(c) {
    this.#in(c, Claims.FAILED_MS - Claims.STALLED_MS, () => this.#fail(c, "later"));
    this.#link.drop();
  }

  #send(c) {
    this.#link.send({ type: "claim", c });
  }

  #in(c, ms, run) {
    this.#asked.get(c).timer = this.#clock.setTimeout(run, ms);
  }

  #fail(c, code) {
    this.#end(c).reject(new Refused(0, code));
  }

  #end(c) {
    const asked = this.#asked.get(c);
    this.#clock.clearTimeout(asked.timer);
    this.#asked.delete(c);
    return asked;
  }
}
