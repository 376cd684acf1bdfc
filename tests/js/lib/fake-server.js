import { toBase64url } from "../../../static/js/e2ee/bytes.js";
import { generateKem } from "../../../static/js/e2ee/kem.js";

/* The visitor's addresses as the contract has them, with switches for trouble. */
export class FakeServer {
  asked = [];
  shares = new Map();
  closed = false;
  down = false;
  ver = 1;
  startAnswers = [];
  date = new Date().toUTCString();

  async open() {
    this.pair = await generateKem(1, true);
    return this;
  }

  get fetch() {
    return async (url, { body } = {}) => {
      const path = url.replace("/chat/api/", "");
      const given = body ? JSON.parse(body) : null;
      this.asked.push([path, given]);
      if (this.down) throw new TypeError("no network");
      const [status, answer] = this.#answer(path, given);
      const text = answer ? JSON.stringify(answer) : "";
      return { status, text: async () => text, headers: new Headers({ Date: this.date }) };
    };
  }

  #answer(path, given) {
    if (path === "team/") return this.closed ? [503, { code: "closed" }] : [200, this.#team()];
    if (path === "start/") return this.startAnswers.shift() ?? [201, { conv: given.conv }];
    if (path === "share/") return this.#keep(given);
    if (path === "share/take/") return this.#take(given);
    return [204];
  }

  #team() {
    const pub = toBase64url(this.pair.pub);
    return { team: "chat", ver: this.ver, suite: 1, pub, desk: { state: "open", ahead: 0 } };
  }

  #keep({ id, b }) {
    this.shares.set(id, b);
    return [204];
  }

  #take({ id }) {
    if (!this.shares.has(id)) return [410, { code: "gone" }];
    return [200, { conv: "", b: this.shares.get(id) }];
  }
}

export class FakeStorage {
  #items = new Map();

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    this.#items.set(key, value);
  }

  removeItem(key) {
    this.#items.delete(key);
  }

  clear() {
    this.#items.clear();
  }

  get size() {
    return this.#items.size;
  }
}
