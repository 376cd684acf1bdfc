import { Serial } from "./serial.js";

/* Takes events strictly by n, one after the other, whatever frames repeat or miss. */
export class Inbox {
  cursor = 0;
  #apply;
  #beat;
  #serial = new Serial();

  /* apply(event) may take its time; beat() asks the server for what is missing. */
  constructor({ apply, beat }) {
    this.#apply = apply;
    this.#beat = beat;
  }

  take({ prev, items }) {
    if (prev > this.cursor) this.#beat();
    else for (const event of items) this.#queue(event);
  }

  /* After everything that was taken so far. */
  afterwards(step) {
    return this.#serial.run(step);
  }

  #queue(event) {
    if (event.n !== this.cursor + 1) return;
    this.cursor = event.n;
    this.#serial.run(() => this.#apply(event));
  }
}
