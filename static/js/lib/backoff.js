/* Full jitter: a crowd that lost one server does not come back as one wave. */
export class Backoff {
  static FIRST_MS = 500;
  static LAST_MS = 30_000;
  static STABLE_MS = 60_000;

  #clock;
  #attempt = 0;
  #openedAt = null;

  constructor(clock) {
    this.#clock = clock;
  }

  opened() {
    this.#openedAt = this.#clock.now();
  }

  /* True when the connection that just ended had been good for long enough. */
  closed() {
    const since = this.#openedAt;
    this.#openedAt = null;
    const stable = since !== null && this.#clock.now() - since >= Backoff.STABLE_MS;
    if (stable) this.#attempt = 0;
    return stable;
  }

  next() {
    const most = Math.min(Backoff.LAST_MS, Backoff.FIRST_MS * 2 ** this.#attempt);
    this.#attempt = Math.min(this.#attempt + 1, 10);
    return Math.round(this.#clock.random() * most);
  }
}
