/* May the counsellor see when I write? "No" stands beside the half of the key, so that a
   reload does not undo it, and goes with it. Every box on the page shows the same. */
export class TypingChoice {
  static NAME = "t";
  static NO = "0";

  #boxes;
  #storage;
  #kept = false;

  constructor({ boxes, storage = globalThis.sessionStorage }) {
    this.#boxes = [...boxes];
    this.#storage = storage;
    for (const box of this.#boxes) {
      box.addEventListener("change", () => this.#choose(box.checked));
    }
  }

  get isShown() {
    return this.#boxes.every(({ checked }) => checked);
  }

  /* For as long as there is a conversation. */
  keep() {
    this.#kept = true;
    this.#choose(this.isShown && this.#storage.getItem(TypingChoice.NAME) !== TypingChoice.NO);
  }

  rest() {
    this.#kept = false;
  }

  #choose(shown) {
    for (const box of this.#boxes) box.checked = shown;
    if (!this.#kept) return;
    if (shown) this.#storage.removeItem(TypingChoice.NAME);
    else this.#storage.setItem(TypingChoice.NAME, TypingChoice.NO);
  }
}
