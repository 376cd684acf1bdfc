/* That this tab is blank, and since when: a reload must not undo it. Nothing else is kept. */
export class BlankMark {
  static NAME = "b";

  #storage;

  constructor(storage = globalThis.sessionStorage) {
    this.#storage = storage;
  }

  /* The moment it went blank, or null. */
  get since() {
    const since = Number(this.#storage.getItem(BlankMark.NAME));
    return since > 0 ? since : null;
  }

  set(since) {
    this.#storage.setItem(BlankMark.NAME, String(since));
  }

  clear() {
    this.#storage.removeItem(BlankMark.NAME);
  }
}
