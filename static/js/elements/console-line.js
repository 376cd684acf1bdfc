import { word } from "../lib/words.js";

/** Says calmly how the line is; silent differences of a moment are not mentioned. */
export class ConsoleLine extends HTMLElement {
  static PATIENCE_MS = 1_500;

  #timer = null;

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  show(state) {
    clearTimeout(this.#timer);
    if (state === "open") this.#tell("open");
    else if (state === "off") this.#tell(null);
    else this.#timer = setTimeout(() => this.#tell("lost"), ConsoleLine.PATIENCE_MS);
  }

  #tell(state) {
    this.querySelector("[data-text]").textContent = state ? word(`line_${state}`) : "";
    this.classList.toggle("console-line--lost", state === "lost");
    this.hidden = state === null;
  }
}

customElements.define("console-line", ConsoleLine);
