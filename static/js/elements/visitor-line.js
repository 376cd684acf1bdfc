import { count } from "../lib/words.js";

/* Says calmly that the line is away, and when it is tried again. Event "retry". */
class VisitorLine extends HTMLElement {
  static PATIENCE_MS = 1500;
  static TICK_MS = 1000;

  #until = 0;
  #shown = null;
  #tick = null;
  #wasOpen = false;

  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => {
      this.dispatchEvent(new CustomEvent("retry", { bubbles: true }));
    });
  }

  disconnectedCallback() {
    this.#calm();
  }

  /* A first connection is no loss, and a short one is nobody's worry. */
  line({ state, in_ms: inMs = 0 }) {
    this.#until = Date.now() + inMs;
    if (state === "open" || state === "stopped") {
      this.#wasOpen ||= state === "open";
      this.#calm();
      return;
    }
    if (state === "waiting") this.#wasOpen = true;
    if (!this.#wasOpen) return;
    this.#shown ??= setTimeout(() => this.#show(), VisitorLine.PATIENCE_MS);
    this.#count();
  }

  #show() {
    this.hidden = false;
    this.#tick = setInterval(() => this.#count(), VisitorLine.TICK_MS);
    this.#count();
  }

  #calm() {
    clearTimeout(this.#shown);
    clearInterval(this.#tick);
    this.#shown = null;
    this.hidden = true;
  }

  #count() {
    const seconds = Math.ceil((this.#until - Date.now()) / 1000);
    const place = this.querySelector("[data-part=count]");
    place.textContent = seconds > 0 ? count("retry_in", seconds) : "";
  }
}

customElements.define("visitor-line", VisitorLine);
