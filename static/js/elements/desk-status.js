import { DeskReport } from "../lib/desk-report.js";

class DeskStatus extends HTMLElement {
  static #report = new DeskReport({ fetch: (...args) => window.fetch(...args) });

  async connectedCallback() {
    const report = await DeskStatus.#report.read(this.dataset.url);
    if (report) {
      this.#show(report);
    }
  }

  #show({ state, words }) {
    this.querySelector(".window")?.setAttribute("class", `window window--${state}`);
    this.#write("[data-words]", words);
    this.#write("[data-short]", this.dataset[state]);
    this.#hide("[data-note]", state === "closed");
    this.#hide("[data-closed-note]", state !== "closed");
  }

  #hide(selector, hidden) {
    this.querySelector(selector)?.toggleAttribute("hidden", hidden);
  }

  #write(selector, words) {
    const place = this.querySelector(selector);
    if (place && words) {
      place.textContent = words;
    }
  }
}

customElements.define("desk-status", DeskStatus);
