import { verdict } from "../lib/verdict.js";

/* Says the answer aloud and leaves nothing ticked behind. The answer itself is CSS. */
class SelfCheck extends HTMLElement {
  #form = this.querySelector("form");
  #status = this.querySelector("[role=status]");
  #listeners;

  connectedCallback() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.#form.addEventListener("change", () => this.#say(), { signal });
    this.#form.addEventListener("reset", () => this.#startAgain(), { signal });
    // A page that is kept for going back would keep the ticks with it.
    window.addEventListener("pagehide", () => this.#form.reset(), { signal });
    document.addEventListener("quick-exit", () => this.#form.reset(), { signal });
  }

  disconnectedCallback() {
    this.#listeners.abort();
  }

  #say() {
    const ticked = [...this.#form.querySelectorAll(":checked")];
    const answer = verdict(ticked.map((box) => box.dataset.weight));
    const heading = this.querySelector(`[data-answer=${answer}] h2`).textContent.trim();
    // Only what changed is worth interrupting for.
    if (this.#status.textContent !== heading) {
      this.#status.textContent = heading;
    }
  }

  #startAgain() {
    this.#status.textContent = "";
    this.#form.querySelector("input").focus();
  }
}

customElements.define("self-check", SelfCheck);
