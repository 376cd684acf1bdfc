import { clock as systemClock } from "../lib/clock.js";
import { ANSWER_MS } from "../lib/deadline.js";
import { Refused } from "./api.js";

/** Claims on their way. A line that broke asks again: who has it already gets the same
    answer, so nobody is told that a visitor is lost who is theirs. */
export class Claims {
  #asked = new Map();
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
    asked.timer = this.#clock.setTimeout(() => this.#fail(c, "later"), ANSWER_MS);
    this.#asked.set(c, asked);
    this.#send(c);
    return asked.answer;
  }

  /** Whether this frame was the answer to a claim. */
  hear({ type, c, code, stream }) {
    if (type === "ready") for (const unanswered of this.#asked.keys()) this.#send(unanswered);
    if (stream || !this.#asked.has(c)) return false;
    if (type === "claimed") this.#end(c).resolve();
    else if (type === "refused") this.#fail(c, code);
    else return false;
    return true;
  }

  /** Nobody waits for the answers any more. */
  clear() {
    for (const c of [...this.#asked.keys()]) this.#end(c);
  }

  /* While the line is down nothing is sent; the next ready makes that good. */
  #send(c) {
    this.#link.send({ type: "claim", c });
  }

  #fail(c, code) {
    this.#end(c).reject(new Refused(0, code));
  }

  #end(c) {
    const asked = this.#asked.get(c);
    this.#clock.clearTimeout(asked?.timer);
    this.#asked.delete(c);
    return asked;
  }
}
