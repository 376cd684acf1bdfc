/** The texts of one line that are on their way, or came back. */
export class Unsent {
  #texts = new Map();

  constructor(line) {
    line.addEventListener("item", ({ detail }) => detail.own && this.#told(detail));
  }

  get texts() {
    return [...this.#texts.values()];
  }

  forget({ id }) {
    this.#texts.delete(id);
  }

  #told({ id, n, payload }) {
    if (n === null) this.#texts.set(id, payload.b);
    else this.#texts.delete(id);
  }
}
