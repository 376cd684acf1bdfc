/* Keeps a reversed scroller at its end, or where somebody is reading. */
export class Stick {
  static NEAR_PX = 60;

  #scroller;

  constructor(scroller) {
    this.#scroller = scroller;
  }

  get isAtEnd() {
    return Math.abs(this.#scroller.scrollTop) < Stick.NEAR_PX;
  }

  toEnd() {
    this.#scroller.scrollTop = 0;
  }

  /* Reversed, the end is at 0: whoever reads above must not be pushed away. */
  during(change) {
    const { isAtEnd } = this;
    const { scrollTop, scrollHeight } = this.#scroller;
    change();
    const grown = this.#scroller.scrollHeight - scrollHeight;
    this.#scroller.scrollTop = isAtEnd ? 0 : scrollTop - grown;
  }
}
