import { matching } from "../console/snippets.js";
import { meant } from "../console/snippets.js";
import { placed } from "../console/snippets.js";
import { typedShortcut } from "../console/snippets.js";
import { count } from "../lib/words.js";

const COMPLETES = new Set(["Tab", "Enter", " "]);

/** The right pane. Texts go into the composer to be read again there, never straight out. */
export class ConsoleHelp extends HTMLElement {
  #field = () => null;
  #listening = null;

  connectedCallback() {
    this.addEventListener("click", ({ target }) => this.#clicked(target));
  }

  disconnectedCallback() {
    this.detach();
  }

  /** `field()` gives the text field in view; `pane` holds it and is listened to first. */
  attach({ pane, field }) {
    this.#field = field;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    pane.addEventListener("keydown", (event) => this.#pressed(event), { capture: true, signal });
    pane.addEventListener("input", () => this.#filter(), { signal });
  }

  detach() {
    this.#listening?.abort();
    this.#field = () => null;
    this.#reveal(null);
  }

  get #snippets() {
    return [...this.querySelectorAll(".snippet")].map((button) => ({
      key: button.dataset.key,
      text: button.dataset.text,
      button,
    }));
  }

  #clicked(target) {
    const button = target.closest(".snippet");
    if (button) this.#insert(button.dataset.text, null);
    const link = target.closest(".help-tabs a");
    if (!link) return;
    this.querySelector(".help-tabs [aria-current]")?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  }

  /** Before the composer hears it: Enter here means the text, not sending "/hoi". */
  #pressed(event) {
    const field = event.target;
    if (!COMPLETES.has(event.key) || event.isComposing || field !== this.#field()) return;
    const typed = typedShortcut(field.value, field.selectionStart);
    const snippet = typed && meant(typed.word, this.#snippets);
    if (!snippet) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#insert(snippet.text, typed);
  }

  #insert(text, typed) {
    const field = this.#field();
    if (!field) return;
    const start = typed?.start ?? field.selectionStart;
    const end = typed?.end ?? field.selectionEnd;
    const words = placed(field.value.slice(0, start), text, field.value.slice(end));
    field.setRangeText(words, start, end, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #filter() {
    const field = this.#field();
    const typed = field && typedShortcut(field.value, field.selectionStart);
    this.#reveal(typed ? typed.word : null);
  }

  #reveal(prefix) {
    const all = this.#snippets;
    const fit = new Set(prefix === null ? all : matching(prefix, all));
    for (const snippet of all) snippet.button.hidden = !fit.has(snippet);
    this.querySelector("[data-found]").textContent =
      prefix === null ? "" : count("found", fit.size);
  }
}

customElements.define("console-help", ConsoleHelp);
