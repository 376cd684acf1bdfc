/* The other side's typing: ends by itself when nothing more is heard of it. */
export class TheirTyping {
  static LIVES_MS = 6000;

  #told;
  #clock;
  #timer = null;

  constructor({ told, clock }) {
    this.#told = told;
    this.#clock = clock;
  }

  heard(on) {
    this.stop();
    if (on) this.#timer = this.#clock.setTimeout(() => this.heard(false), TheirTyping.LIVES_MS);
    this.#told(on);
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
  }
}
