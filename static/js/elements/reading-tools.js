import { pieces } from "../lib/article-text.js";
import { nextSize, STEPS } from "../lib/text-size.js";

/* Nothing here is stored: a choice lasts as long as the page, and leaves no trace. */
class ReadingTools extends HTMLElement {
  #root = document.documentElement;
  #system = window.matchMedia("(prefers-color-scheme: dark)");
  #listeners;
  #size = 1;

  connectedCallback() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.#on("size", () => this.#grow());
    this.#on("dark", () => this.#turn());
    this.#on("print", () => window.print());
    this.#system.addEventListener("change", () => this.#showTheme(), { signal });
    this.#showTheme();
    this.#offerCopy();
    this.hidden = false;
  }

  disconnectedCallback() {
    this.#listeners.abort();
  }

  get #isDark() {
    const { theme } = this.#root.dataset;
    return theme ? theme === "dark" : this.#system.matches;
  }

  #turn() {
    this.#root.dataset.theme = this.#isDark ? "light" : "dark";
    this.#showTheme();
  }

  #showTheme() {
    this.#part("dark").setAttribute("aria-pressed", this.#isDark);
  }

  #grow() {
    this.#size = nextSize(this.#size);
    this.#root.dataset.text = this.#size;
    this.#part("step").textContent = `${this.#size}/${STEPS}`;
  }

  #offerCopy() {
    // Absent on a page whose text names this site, and where nothing can be copied.
    if (this.#part("copy") && navigator.clipboard) {
      this.#part("copy").hidden = false;
      this.#on("copy", () => this.#copy());
    }
  }

  async #copy() {
    const text = pieces(this.closest("[data-reading]")).join("\n\n");
    this.#part("said").textContent = await navigator.clipboard.writeText(text).then(
      () => this.dataset.copied,
      () => this.dataset.failed,
    );
  }

  #on(name, act) {
    const { signal } = this.#listeners;
    this.#part(name).addEventListener("click", act, { signal });
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

customElements.define("reading-tools", ReadingTools);
