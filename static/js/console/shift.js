import { Desk } from "./desk.js";

/** From unlocking to locking: keys, drafts and the desk they open, all gone together. */
export class Shift {
  desk = null;
  #parts;
  #looking = false;

  constructor(parts) {
    this.#parts = parts;
  }

  get keys() {
    return this.#parts.keys;
  }

  get drafts() {
    return this.#parts.drafts;
  }

  get unlocked() {
    return this.keys.identity !== null;
  }

  async begin() {
    const { keys, drafts } = this.#parts;
    const { identity } = keys;
    await drafts.open(identity);
    // Locked meanwhile: then nothing opens any more.
    if (keys.identity !== identity) {
      drafts.seal(identity);
      return null;
    }
    this.desk?.close();
    this.desk = new Desk(this.#parts);
    this.desk.addEventListener("queue", ({ target }) => target.queue.ready || this.#ready());
    return this.desk;
  }

  async create(passphrase) {
    await this.keys.create(passphrase);
    await this.keys.unlock(passphrase);
  }

  /** Another tab that locked spoke for all, and what I said may not have got through. Only an
      open desk says so, and a locked one says its word once: they do not quarrel. */
  #ready() {
    this.#parts.api.ready(true).catch(() => {});
  }

  /** Did the server's answer move me on? Two at once would both say so, and open two desks. */
  async refresh() {
    if (this.#looking) return false;
    this.#looking = true;
    try {
      const before = this.keys.stage;
      await this.keys.load();
      return this.keys.stage !== before;
    } finally {
      this.#looking = false;
    }
  }

  /** What was typed has been kept before this, and stays, sealed. */
  end({ away = true } = {}) {
    const { keys, drafts, api } = this.#parts;
    const { identity } = keys;
    this.desk?.close();
    this.desk = null;
    keys.lock();
    if (identity === null) return;
    drafts.seal(identity);
    if (away) api.ready(false).catch(() => {});
  }
}
