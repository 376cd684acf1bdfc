import { openDraft } from "../e2ee/drafts.js";
import { sealDraft } from "../e2ee/drafts.js";

/** What was typed and not sent. Only memory holds it, and while locked only sealed. */
export class Drafts {
  #clear = new Map();
  #sealed = new Map();

  get(c) {
    return this.#clear.get(c) ?? "";
  }

  keep(c, text) {
    if (text.trim() === "") this.#clear.delete(c);
    else this.#clear.set(c, text);
  }

  drop(c) {
    this.#clear.delete(c);
    this.#sealed.delete(c);
  }

  /** What is over leaves no draft behind. */
  keepOnly(convs) {
    for (const c of this.#clear.keys()) if (!convs.has(c)) this.#clear.delete(c);
  }

  async seal(identity) {
    const clear = [...this.#clear];
    this.#clear.clear();
    const boxes = await Promise.all(clear.map(([, text]) => sealDraft(identity, text)));
    for (const [i, box] of boxes.entries()) this.#sealed.set(clear[i][0], box);
  }

  async open(identity) {
    for (const [c, box] of this.#sealed) this.#clear.set(c, await openDraft(identity, box));
    this.#sealed.clear();
  }
}
