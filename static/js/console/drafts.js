import { openDraft } from "../e2ee/drafts.js";
import { sealDraft } from "../e2ee/drafts.js";

/**
 * What was written and did not leave, while no composer holds it: {text, unsent}, `unsent` when
 * part of it was on its way. Only memory has it, and while locked only sealed.
 */
export class Drafts {
  #clear = new Map();
  #sealed = new Map();

  get any() {
    return this.#clear.size + this.#sealed.size > 0;
  }

  /** For a composer, which holds it from then on. */
  take(c) {
    const draft = this.#clear.get(c) ?? { text: "", unsent: false };
    this.#clear.delete(c);
    return draft;
  }

  keep(c, { text, unsent = false }) {
    if (text.trim() === "") this.#clear.delete(c);
    else this.#clear.set(c, { text, unsent });
  }

  /** What is over leaves no draft behind. */
  keepOnly(convs) {
    for (const c of this.#clear.keys()) if (!convs.has(c)) this.#clear.delete(c);
  }

  async seal(identity) {
    const clear = [...this.#clear];
    this.#clear.clear();
    const boxes = clear.map(([, { text }]) => sealDraft(identity, text));
    for (const [i, [c, { unsent }]] of clear.entries()) {
      this.#sealed.set(c, { box: boxes[i], unsent });
    }
    await Promise.all(boxes);
  }

  async open(identity) {
    for (const [c, { box, unsent }] of [...this.#sealed]) {
      this.#clear.set(c, { text: await openDraft(identity, await box), unsent });
      this.#sealed.delete(c);
    }
  }
}
