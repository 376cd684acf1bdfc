import { beacon as tell } from "../beacon.js";
import { clock as systemClock } from "../clock.js";
import { ANSWER_MS, within } from "../deadline.js";

/* The visitor's plain addresses. An answer is {status, body, serverS}; status 0 is no answer. */
export class Api {
  #base;
  #fetch;
  #beacon;
  #clock;

  constructor({ base, fetch = globalThis.fetch.bind(globalThis), ...rest }) {
    this.#base = base;
    this.#fetch = fetch;
    this.#beacon = rest.beacon ?? tell;
    this.#clock = rest.clock ?? systemClock;
  }

  team() {
    return this.#ask("team/");
  }

  start(opening) {
    return this.#ask("start/", opening);
  }

  putShare(share) {
    return this.#ask("share/", share);
  }

  takeShare(id) {
    return this.#ask("share/take/", { id });
  }

  leave() {
    return this.#ask("leave/", {}, { keepalive: true });
  }

  tellHidden() {
    this.#beacon(`${this.#base}hide/`);
  }

  tellLeft() {
    this.#beacon(`${this.#base}leave/`);
  }

  async #ask(path, body, more = {}) {
    const post = body && {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    };
    const ask = async (signal) => {
      const options = { cache: "no-store", ...post, ...more, signal };
      const response = await this.#fetch(this.#base + path, options);
      const text = await response.text();
      const serverS = Date.parse(response.headers.get("Date")) / 1000;
      return { status: response.status, body: text ? JSON.parse(text) : {}, serverS };
    };
    try {
      return await within(ANSWER_MS, ask, this.#clock);
    } catch {
      return { status: 0, body: {}, serverS: Number.NaN };
    }
  }
}
