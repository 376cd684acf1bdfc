// Shift pressed three times alone. Counting happens on release: only then is it known
// that Shift did not make a capital, whose own key may be released even later.
export class ShiftThrice {
  static NEEDED = 3;
  static FORGET_AFTER_MS = 5000;

  #clock;
  #told;
  #count = 0;
  #timer = null;
  #modified = false;

  constructor({ clock, counted, expired, done }) {
    this.#clock = clock;
    this.#told = { counted, expired, done };
  }

  pressed({ key, altKey = false, ctrlKey = false, metaKey = false }) {
    this.#modified = key !== "Shift" || altKey || ctrlKey || metaKey;
    if (key !== "Shift" && this.#count > 0) this.#expire();
  }

  released({ key, shiftKey }) {
    if (key === "Shift" && !this.#modified) {
      this.#press();
    } else if (this.#count > 0) {
      this.#expire();
    }
    this.#modified = shiftKey;
  }

  reset() {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
    this.#count = 0;
  }

  #press() {
    const count = this.#count + 1;
    this.reset();
    if (count >= ShiftThrice.NEEDED) {
      this.#told.done();
      return;
    }
    this.#count = count;
    this.#timer = this.#clock.setTimeout(() => this.#expire(), ShiftThrice.FORGET_AFTER_MS);
    this.#told.counted(count);
  }

  #expire() {
    this.reset();
    this.#told.expired();
  }
}
