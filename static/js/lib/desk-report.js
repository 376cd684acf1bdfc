const STATES = new Set(["open", "busy", "closed"]);

// One question for all elements on a page; null when there is no usable answer,
// and then the page's own neutral words stay.
export class DeskReport {
  #fetch;
  #asked = new Map();

  constructor({ fetch }) {
    this.#fetch = fetch;
  }

  read(url) {
    if (!this.#asked.has(url)) {
      this.#asked.set(url, this.#ask(url));
    }
    return this.#asked.get(url);
  }

  async #ask(url) {
    try {
      const response = await this.#fetch(url, { credentials: "omit" });
      return response.ok ? usable(await response.json()) : null;
    } catch {
      return null;
    }
  }
}

function usable({ state, words }) {
  return STATES.has(state) && typeof words === "string" ? { state, words } : null;
}
