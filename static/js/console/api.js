import { clock as systemClock } from "../lib/clock.js";
import { ANSWER_MS } from "../lib/deadline.js";
import { within } from "../lib/deadline.js";

/** The answers of /console/api/; a refusal carries the server's word for it. */
export class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.name = "Refused";
    this.status = status;
    this.code = code;
  }
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export class ConsoleApi {
  #base;
  #csrf;
  #fetch;
  #clock;

  constructor({ base, csrf, fetch = (...args) => globalThis.fetch(...args), clock = systemClock }) {
    this.#base = base;
    this.#csrf = csrf;
    this.#fetch = fetch;
    this.#clock = clock;
  }

  keys() {
    return this.#ask("keys/");
  }

  queue() {
    return this.#ask("queue/");
  }

  conversation(c) {
    return this.#ask(`conversations/${c}/`);
  }

  storeVault(vault) {
    return this.#tell("vault/", { vault });
  }

  storeTeamKey(key) {
    return this.#tell("team-key/", key);
  }

  storeGrant(grant) {
    return this.#tell("grants/", grant);
  }

  ready(ready) {
    return this.#tell("ready/", { ready }, { keepalive: true });
  }

  #ask(path) {
    return this.#request(path, {});
  }

  #tell(path, body, more = {}) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.#csrf };
    return this.#request(path, { method: "POST", headers, body: JSON.stringify(body), ...more });
  }

  async #request(path, options) {
    const { response, text } = await this.#send(path, options);
    if (response.status === 204) return null;
    // A session that ended answers with the login page, not with JSON.
    if (response.redirected) throw new Refused(401, "session");
    const body = read(text);
    if (!response.ok) throw new Refused(response.status, body.code ?? this.#word(response.status));
    return body;
  }

  async #send(path, options) {
    const ask = async (signal) => {
      const response = await this.#fetch(this.#base + path, {
        cache: "no-store",
        signal,
        ...options,
      });
      return { response, text: await response.text() };
    };
    try {
      return await within(ANSWER_MS, ask, this.#clock);
    } catch {
      throw new Refused(0, "offline");
    }
  }

  #word(status) {
    return status === 401 || status === 403 ? "session" : "later";
  }
}
