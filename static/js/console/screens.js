/** One screen at a time; the root says which, and each holds the element that fills it. */
export class Screens {
  #root;

  constructor(root) {
    this.#root = root;
  }

  get name() {
    return this.#root.dataset.screen;
  }

  show(name) {
    this.#root.dataset.screen = name;
    for (const screen of this.#root.querySelectorAll("[data-screen-of]")) {
      screen.hidden = screen.dataset.screenOf !== name;
    }
    return this.#root.querySelector(`[data-screen-of="${name}"]`).firstElementChild;
  }
}
