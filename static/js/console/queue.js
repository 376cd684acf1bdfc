import { clock as systemClock } from "../lib/clock.js";

/** The waiting list as last told, with times that run on between two answers. */
export class Queue {
  waiting = [];
  mine = [];
  limit = 0;
  ready = true;
  #known = null;

  /** Returns how many came to wait since the answer before; the first answer is no news. */
  take({ waiting, mine, limit, ready = true }, now) {
    this.waiting = waiting.map((one) => ({ ...one, since: now - one.waited_s * 1000 }));
    this.mine = mine.map((one) => ({ ...one, since: now - one.claimed_s * 1000 }));
    this.limit = limit;
    this.ready = ready;
    const known = this.#known;
    this.#known = new Set(waiting.map(({ conv }) => conv));
    if (known === null) return 0;
    return waiting.filter(({ conv }) => !known.has(conv)).length;
  }

  /** Whose turn it is: the longest waiting of those who are there to answer. */
  get next() {
    return this.waiting.find(({ here }) => here) ?? this.waiting[0] ?? null;
  }

  /** Everything that can still become, or is, a conversation of mine. */
  get alive() {
    return new Set([...this.waiting, ...this.mine].map(({ conv }) => conv));
  }

  get running() {
    return this.mine.filter(({ state }) => state === "open").length;
  }

  get full() {
    return this.running >= this.limit;
  }
}

/** Many rings become one question; the jitter keeps consoles from asking in step. */
export class QueueWatch {
  static DEBOUNCE_MS = 300;
  static JITTER_MS = 200;
  static AGAIN_MS = 5_000;

  #ask;
  #clock;
  #timer = null;
  #asking = false;
  #rung = false;
  #stopped = true;

  constructor({ ask, clock = systemClock }) {
    this.#ask = ask;
    this.#clock = clock;
  }

  start() {
    this.#stopped = false;
    return this.#run();
  }

  stop() {
    this.#stopped = true;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  ring() {
    this.#rung = true;
    if (!this.#asking) this.#wait(QueueWatch.DEBOUNCE_MS);
  }

  #wait(ms) {
    if (this.#timer !== null || this.#stopped) return;
    const jitter = this.#clock.random() * QueueWatch.JITTER_MS;
    this.#timer = this.#clock.setTimeout(() => this.#run(), ms + jitter);
  }

  async #run() {
    this.#timer = null;
    this.#rung = false;
    this.#asking = true;
    const answered = await this.#ask();
    this.#asking = false;
    if (!answered) this.#wait(QueueWatch.AGAIN_MS);
    else if (this.#rung) this.#wait(QueueWatch.DEBOUNCE_MS);
  }
}
