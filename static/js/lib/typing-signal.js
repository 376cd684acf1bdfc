import { clock as systemClock } from "./clock.js";

/* Says "typing" at most once per three seconds and "stopped" after a pause. */
export class TypingSignal {
  static EVERY_MS = 3000;
  static PAUSE_MS = 5000;

  #say;
  #clock;
  #saidAt = null;
  #timer = null;

  constructor({ say, clock = systemClock }) {
    this.#say = say;
    this.#clock = clock;
  }

  typed() {
    const now = this.#clock.now();
    if (this.#saidAt === null || now - this.#saidAt >= TypingSignal.EVERY_MS) {
      this.#saidAt = now;
      this.#say(true);
    }
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.stop(), TypingSignal.PAUSE_MS);
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
    if (this.#saidAt === null) return;
    this.#saidAt = null;
    this.#say(false);
  }
}
