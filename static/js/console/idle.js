import { clock as systemClock } from "../lib/clock.js";

/** Says once that nobody has been here for a while, or that a shift has lasted long enough. */
export class IdleLock {
  static QUIET_MS = 15 * 60_000;
  static SHIFT_MS = 9 * 3_600_000;
  static LOOK_MS = 15_000;

  #clock;
  #lock;
  #openedAt = 0;
  #touchedAt = 0;
  #timer = null;

  constructor({ lock, clock = systemClock }) {
    this.#lock = lock;
    this.#clock = clock;
  }

  start() {
    this.stop();
    this.#openedAt = this.#touchedAt = this.#clock.now();
    this.#wait();
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** A sign of life after a night's sleep comes too late: the lock is looked at first. */
  touch() {
    this.look();
    if (this.#timer !== null) this.#touchedAt = this.#clock.now();
  }

  /** Timers sleep with the laptop: also asked when the page comes back into view. */
  look() {
    if (this.#timer === null) return;
    const now = this.#clock.now();
    const quiet = now - this.#touchedAt >= IdleLock.QUIET_MS;
    const long = now - this.#openedAt >= IdleLock.SHIFT_MS;
    if (!quiet && !long) return;
    this.stop();
    this.#lock(long ? "shift" : "quiet");
  }

  #wait() {
    this.#timer = this.#clock.setTimeout(() => {
      this.look();
      if (this.#timer !== null) this.#wait();
    }, IdleLock.LOOK_MS);
  }
}
