import { SiteSearch } from "../lib/site-search.js";

/* Puts the answer in the page: no address, no history. Without it the form is posted. */
class SiteSearchElement extends HTMLElement {
  #form = this.querySelector("form");
  #search;
  #listeners;

  connectedCallback() {
    const url = this.#form.getAttribute("action");
    this.#search = new SiteSearch({ fetch: (...args) => window.fetch(...args), url });
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.#form.addEventListener("submit", (event) => this.#submitted(event), { signal });
    // A page that is kept for going back would keep the word and what it found.
    window.addEventListener("pagehide", () => this.#forget(), { signal });
    document.addEventListener("quick-exit", () => this.#forget(), { signal });
  }

  disconnectedCallback() {
    this.#listeners.abort();
  }

  #submitted(event) {
    event.preventDefault();
    this.#ask(this.#form.elements.q.value);
  }

  async #ask(words) {
    this.#say(this.dataset.busy);
    this.#results.setAttribute("aria-busy", "true");
    try {
      const answer = await this.#search.ask(words);
      if (answer) {
        this.#show(answer);
      }
    } catch {
      this.#show({ results: [], said: this.dataset.failed });
    }
  }

  #show({ results, said }) {
    this.#results.replaceChildren(...results.map((found) => this.#row(found)));
    this.#results.removeAttribute("aria-busy");
    this.#say(said);
  }

  #forget() {
    this.#search.callOff();
    this.#form.elements.q.value = "";
    this.#show({ results: [], said: "" });
  }

  #row({ url, title, text, kind }) {
    const row = this.querySelector("template").content.cloneNode(true);
    const link = row.querySelector("a");
    link.href = url;
    link.textContent = title;
    row.querySelector("[data-kind]").textContent = kind;
    row.querySelector("[data-text]").textContent = text;
    return row;
  }

  get #results() {
    return this.querySelector(".site-search__results");
  }

  #say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("site-search", SiteSearchElement);
